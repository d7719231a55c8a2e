import type { ServerEntry } from '../../shared/config/serverEntry';
import type { VariableDialect } from '../../shared/config/variableRules';
import type { EntryEdit } from '../sources/configSource';

/** A place in a file; both are 1-based. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/** What fixes need besides files: the editor, the proxy, and the person in front of them. */
export interface FixHost {
  /** The server's entry as it stands. @throws when it is in no configuration any more. */
  entry(): { readonly entry: ServerEntry; readonly variables: VariableDialect };
  editEntry(edits: readonly EntryEdit[]): Promise<void>;
  openEntry(): Promise<void>;
  openFile(path: string, place?: FilePlace): Promise<void>;
  /** What is to stand in the entry: the value, or a reference to where it is kept. Undefined when dismissed. */
  askForValue(name: string): Promise<string | undefined>;
  /** Whether a process may be stopped. */
  confirmStop(pid: number): Promise<boolean>;
  /** @param startedAt epoch ms; guards against a pid that was given to another process since */
  stopProcess(pid: number, startedAt: number | undefined): Promise<void>;
  /**
   * Gives a command to a terminal, and does not wait for its end.
   * @param onSuccess called when the command is known to have ended well
   */
  runInTerminal(
    command: string,
    cwd: string | undefined,
    onSuccess: () => Promise<void>,
  ): Promise<void>;
  /** Has the person sign in to the server. False when they did not want to. */
  signIn(): Promise<boolean>;
  showOutput(): void;
  /** Starts the server, or restarts it. */
  start(): Promise<void>;
}
