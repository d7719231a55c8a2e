import { randomUUID } from 'node:crypto';
import { commands, type ExtensionContext } from 'vscode';
import type { InputDefinition } from '../../shared/config/serverEntry';
import { askForInput } from './askForInput';

/** A person dismissed a question, and with it the start of the server. */
export class InputDismissed extends Error {
  override readonly name = 'InputDismissed';
}

/** An answer that is kept. */
export interface StoredInput {
  /** Key of the source that declares the input. */
  readonly scope: string;
  readonly id: string;
  /** Absent for a secret: it is shown to nobody. */
  readonly value?: string;
}

const PREFIX = 'input/';
const INDEX = 'inputs';
/** Names the workspace among all whose secrets VS Code keeps in one storage. */
const WORKSPACE = 'inputs.workspace';

/**
 * Answers to `${input:…}`. A password is kept in VS Code's secret storage, other text with the workspace,
 * so each is asked once; the answer of a command is asked every time.
 */
export class InputStore {
  constructor(private readonly context: Pick<ExtensionContext, 'secrets' | 'workspaceState'>) {}

  /**
   * The stored answer, or the person's.
   * @throws InputDismissed when there is none.
   */
  async resolve(scope: string, input: InputDefinition): Promise<string> {
    if (input.type === 'command') {
      const answer = await runCommand(input.command, input.args);
      if (answer === undefined) throw new InputDismissed(input.id);
      return answer;
    }
    const stored = await this.#stored(keyOf(scope, input.id));
    if (stored !== undefined) {
      // What has been declared a password since must not stay with the workspace.
      if (isSecretInput(input)) await this.set(scope, input, stored);
      return stored;
    }
    const answer = await askForInput(input);
    if (answer === undefined) throw new InputDismissed(input.id);
    await this.set(scope, input, answer);
    return answer;
  }

  /** Keeps an answer in the place of the one before. */
  async set(scope: string, input: InputDefinition, value: string): Promise<void> {
    await this.#store(keyOf(scope, input.id), value, isSecretInput(input));
  }

  /** The secrets among the answers that were given for a source, whatever it says of them now. Asks nobody. */
  async secrets(scope: string): Promise<string[]> {
    const kept = this.list().filter((input) => input.scope === scope && input.value === undefined);
    const answers = await Promise.all(kept.map(({ id }) => this.#stored(keyOf(scope, id))));
    return answers.filter((answer) => answer !== undefined);
  }

  /** Keeps a secret for the input `id`, so that it is not asked for. */
  async setSecret(scope: string, id: string, value: string): Promise<void> {
    await this.#store(keyOf(scope, id), value, true);
  }

  /** All answers that are kept in this workspace, in the order in which they were first given. */
  list(): StoredInput[] {
    return this.#keys.map((key) => {
      const [scope = '', ...id] = key.slice(PREFIX.length).split('/');
      const value = this.context.workspaceState.get<string>(key);
      return { scope, id: id.join('/'), ...(value !== undefined && { value }) };
    });
  }

  async forget(scope: string, id: string): Promise<void> {
    await this.#forget([keyOf(scope, id)]);
  }

  /** Forgets all answers, and says how many there were. */
  async clear(): Promise<number> {
    const keys = this.#keys;
    await this.#forget(keys);
    return keys.length;
  }

  /** Secret storage cannot list what it holds. */
  get #keys(): readonly string[] {
    return this.context.workspaceState.get<readonly string[]>(INDEX, []);
  }

  async #forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.context.secrets.delete(this.#secretKey(key));
      await this.context.workspaceState.update(key, undefined);
    }
    const kept = this.#keys.filter((key) => !keys.includes(key));
    await this.context.workspaceState.update(INDEX, kept.length === 0 ? undefined : kept);
  }

  async #stored(key: string): Promise<string | undefined> {
    if (!this.#keys.includes(key)) return undefined;
    const plain = this.context.workspaceState.get<string>(key);
    return plain ?? this.context.secrets.get(this.#secretKey(key));
  }

  async #store(key: string, value: string, secret: boolean): Promise<void> {
    await this.context.workspaceState.update(INDEX, [...new Set([...this.#keys, key])]);
    await this.context.workspaceState.update(key, secret ? undefined : value);
    if (!secret) {
      await this.context.secrets.delete(this.#secretKey(key));
      return;
    }
    if (this.context.workspaceState.get(WORKSPACE) === undefined) {
      await this.context.workspaceState.update(WORKSPACE, randomUUID());
    }
    await this.context.secrets.store(this.#secretKey(key), value);
  }

  /** Secret storage is one for all workspaces, and the same id may stand in the files of many. */
  #secretKey(key: string): string {
    return `${this.context.workspaceState.get<string>(WORKSPACE, '')}/${key}`;
  }
}

function keyOf(scope: string, id: string): string {
  return `${PREFIX}${scope}/${id}`;
}

/** Whether an answer is a secret: a password, or what a command answers, which nobody knows. */
export function isSecretInput(input: InputDefinition): boolean {
  return input.type === 'command' || (input.type === 'promptString' && input.password);
}

/** What the command of a `${command:…}` variable or input answers, if that is a text. */
export async function runCommand(command: string, args?: unknown): Promise<string | undefined> {
  const answer = await commands.executeCommand<unknown>(command, args);
  return typeof answer === 'string' ? answer : undefined;
}
