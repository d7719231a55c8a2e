import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { FilePlace, FixHost } from '../../../src/extension/fixes/fixHost';
import type { EntryEdit } from '../../../src/extension/sources/configSource';
import { settingDialect } from '../../../src/shared/config/dialects/vscode';
import { editConfig } from '../../../src/shared/config/editConfig';
import { readConfig } from '../../../src/shared/config/readConfig';
import type { ServerEntry } from '../../../src/shared/config/serverEntry';

/** What a person sees after a fix that leaves the rest to them. */
export interface Opened {
  /** The entry, which they may change. */
  readonly entry?: Readonly<Record<string, unknown>>;
  readonly file?: { readonly path: string } & Partial<FilePlace>;
  /** The lines of the output channel, or of a terminal whose command has failed. */
  readonly output?: readonly string[];
  edit(path: readonly string[], value: unknown): void;
}

export interface FaultHostOptions {
  /** Of the server's entry. */
  readonly name: string;
  /** The setting `portcullis.servers`. */
  readonly text: string;
  /** What the person types in; undefined where nothing is to be asked. */
  readonly value: string | undefined;
  readonly stopProcess: FixHost['stopProcess'];
  readonly signIn: FixHost['signIn'];
  /** What the server has printed. */
  readonly output: () => readonly string[];
}

/** Stands for VS Code and for the person: holds the configuration, answers questions, sees what is opened. */
export class FaultHost implements FixHost {
  readonly #options: FaultHostOptions;
  #text: string;
  #opened: Omit<Opened, 'edit'> | undefined;
  #started = false;

  constructor(options: FaultHostOptions) {
    this.#options = options;
    this.#text = options.text;
  }

  /** The configuration as it is now. */
  get text(): string {
    return this.#text;
  }

  /** The fix has started the server again by itself. */
  get started(): boolean {
    return this.#started;
  }

  get opened(): Opened | undefined {
    return this.#opened && { ...this.#opened, edit: (path, value) => this.#edit(path, value) };
  }

  entry(): { entry: ServerEntry; variables: 'vscode' } {
    return { entry: readConfig(this.#text, settingDialect([])).entries[0]!, variables: 'vscode' };
  }

  async editEntry(edits: readonly EntryEdit[]): Promise<void> {
    for (const { path, value } of edits) this.#edit(path, value);
  }

  async openEntry(): Promise<void> {
    this.#opened = { entry: JSON.parse(this.#text)[this.#options.name] };
  }

  async openFile(path: string, place?: FilePlace): Promise<void> {
    this.#opened = { file: { path, ...place } };
  }

  async askForValue(name: string): Promise<string> {
    const { value } = this.#options;
    if (value === undefined) throw new Error(`A value for ${name} was asked for.`);
    return value;
  }

  async confirmStop(): Promise<boolean> {
    return true;
  }

  stopProcess(pid: number, startedAt: number | undefined): Promise<void> {
    return this.#options.stopProcess(pid, startedAt);
  }

  signIn(): Promise<boolean> {
    return this.#options.signIn();
  }

  async runInTerminal(
    command: string,
    cwd: string | undefined,
    onSuccess: () => Promise<void>,
  ): Promise<void> {
    const shell = spawn('sh', ['-c', `(${command}) 2>&1`], {
      cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => shell.once('close', resolve));
    const output = await text(shell.stdout);
    if ((await ended) === 0) await onSuccess();
    else this.#opened = { output: output.split('\n') };
  }

  showOutput(): void {
    this.#opened = { output: this.#options.output() };
  }

  async start(): Promise<void> {
    this.#started = true;
  }

  #edit(path: readonly (string | number)[], value: unknown): void {
    this.#text = editConfig(this.#text, [{ path: [this.#options.name, ...path], value }]);
  }
}
