import type { Disposable, Event, Uri, WorkspaceFolder } from 'vscode';
import type { TextRange } from '../../shared/config/configText';
import type { ServerConfig } from '../../shared/config/readConfig';
import type { InputDefinition, ServerEntry } from '../../shared/config/serverEntry';
import type { VariableDialect } from '../../shared/config/variableRules';

/** A change of one property of an entry; `undefined` removes it. */
export interface EntryEdit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** What a source holds now. */
export interface SourceContent {
  readonly config: ServerConfig;
  /** The file in which the ranges of the entries count; absent when there is none to be read. */
  readonly uri?: Uri;
}

/** A place where servers are configured. */
export interface ConfigSource extends Disposable {
  /** First part of the ids of its servers; unique in the window, and holds no slash. */
  readonly key: string;
  /** How people call it: `.vscode/mcp.json`. */
  readonly label: string;
  /** The workspace folder that it belongs to; absent for the whole workspace or the user. */
  readonly folder?: WorkspaceFolder;
  /** Its entries may be written by whoever wrote the workspace, not by the user. */
  readonly fromWorkspace: boolean;
  readonly variables: VariableDialect;
  /** Inputs may be declared in it, so that a secret need not stand in it. */
  readonly keepsInputs: boolean;
  readonly onDidChange: Event<void>;
  read(): Promise<SourceContent>;
  /** Changes an entry, keeps comments, and can be undone where the source is a file. */
  edit(entry: ServerEntry, edits: readonly EntryEdit[]): Promise<void>;
  /**
   * Adds a server, and the file if there is none. Absent where nothing can be written.
   * @param inputs to be declared beside it, where the source keeps inputs
   */
  add?(
    name: string,
    entry: Readonly<Record<string, unknown>>,
    inputs?: readonly InputDefinition[],
  ): Promise<void>;
  /** Takes an entry out; can be undone where the source is a file. Absent where nothing can be written. */
  remove?(entry: ServerEntry): Promise<void>;
  /** Shows the source to the person, at `range` if it is given. */
  open(range?: TextRange): Promise<void>;
}
