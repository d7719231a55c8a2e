import { randomUUID } from 'node:crypto';
import { commands, type ExtensionContext, l10n, window } from 'vscode';
import type { InputDefinition } from '../../shared/config/serverEntry';

/** A person dismissed a question, and with it the start of the server. */
export class InputDismissed extends Error {
  override readonly name = 'InputDismissed';
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
    const key = `${PREFIX}${scope}/${input.id}`;
    const stored = await this.#stored(key);
    if (stored !== undefined) return stored;
    const answer = await ask(input);
    if (answer === undefined) throw new InputDismissed(input.id);
    await this.#store(key, answer, input.type === 'promptString' && input.password);
    return answer;
  }

  /** The answers to those of `inputs` that are passwords, as far as they were given. Asks nobody. */
  async passwords(scope: string, inputs: readonly InputDefinition[]): Promise<string[]> {
    const asked = inputs.filter((input) => input.type === 'promptString' && input.password);
    const answers = await Promise.all(
      asked.map(({ id }) => this.#stored(`${PREFIX}${scope}/${id}`)),
    );
    return answers.filter((answer) => answer !== undefined);
  }

  /** Keeps a secret for the input `id`, so that it is not asked for. */
  async setSecret(scope: string, id: string, value: string): Promise<void> {
    await this.#store(`${PREFIX}${scope}/${id}`, value, true);
  }

  /** Forgets all answers, and says how many there were. */
  async clear(): Promise<number> {
    const keys = this.#keys;
    for (const key of keys) {
      await this.context.secrets.delete(this.#secretKey(key));
      await this.context.workspaceState.update(key, undefined);
    }
    await this.context.workspaceState.update(INDEX, undefined);
    return keys.length;
  }

  /** Secret storage cannot list what it holds. */
  get #keys(): readonly string[] {
    return this.context.workspaceState.get<readonly string[]>(INDEX, []);
  }

  async #stored(key: string): Promise<string | undefined> {
    if (!this.#keys.includes(key)) return undefined;
    const plain = this.context.workspaceState.get<string>(key);
    return plain ?? this.context.secrets.get(this.#secretKey(key));
  }

  async #store(key: string, value: string, secret: boolean): Promise<void> {
    await this.context.workspaceState.update(INDEX, [...new Set([...this.#keys, key])]);
    await this.context.workspaceState.update(key, secret ? undefined : value);
    if (!secret) return;
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

/** What the command of a `${command:…}` variable or input answers, if that is a text. */
export async function runCommand(command: string, args?: unknown): Promise<string | undefined> {
  const answer = await commands.executeCommand<unknown>(command, args);
  return typeof answer === 'string' ? answer : undefined;
}

async function ask(
  input: Exclude<InputDefinition, { type: 'command' }>,
): Promise<string | undefined> {
  const prompt = input.description ?? input.id;
  if (input.type === 'promptString') {
    return window.showInputBox({
      title: l10n.t('Value for {0}', input.id),
      prompt,
      password: input.password,
      ignoreFocusOut: true,
      ...(input.default === undefined ? {} : { value: input.default }),
    });
  }
  const items = input.options.map(({ label, value }) => ({
    label,
    value,
    ...(label === value ? {} : { description: value }),
    ...(value === input.default ? { picked: true } : {}),
  }));
  // The default is offered first: a single pick preselects its first item.
  items.sort((a, b) => Number(b.value === input.default) - Number(a.value === input.default));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Value for {0}', input.id),
    placeHolder: prompt,
    ignoreFocusOut: true,
  });
  return picked?.value;
}
