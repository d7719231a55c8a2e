import { EventEmitter, type Memento } from 'vscode';
import { parseTyped } from '../../shared/config/parseTyped';
import { readConfig } from '../../shared/config/readConfig';
import { type ServerEntry, settingDialect } from '../../shared/config/serverEntry';
import type { ConfigSource, EntryEdit, SourceContent } from './configSource';
import { setAtPath } from './setAtPath';

const STORAGE_KEY = 'typedServers';
const KEPT = 10;

export type TypedServers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Servers that a person typed as a command line or a URL; the last ones are remembered with the workspace. */
export class TypedSource implements ConfigSource {
  readonly key = 'typed';
  readonly label: string;
  readonly fromWorkspace = false;
  readonly variables = 'vscode';
  readonly keepsInputs = false;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(
    label: string,
    private readonly storage: Memento,
  ) {
    this.label = label;
  }

  /**
   * Remembers what was typed and answers with its name.
   * @throws when it is neither a URL nor a command line.
   */
  async add(text: string): Promise<string> {
    const entry = parseTyped(text);
    if (entry === undefined) throw new Error(`Not a command line or a URL: ${text}`);
    const name = text.trim();
    const { [name]: _, ...others } = this.all;
    const kept = Object.entries(others).slice(-(KEPT - 1));
    await this.#store({ ...Object.fromEntries(kept), [name]: entry });
    return name;
  }

  get all(): TypedServers {
    return this.storage.get<TypedServers>(STORAGE_KEY, {});
  }

  async remove(name: string): Promise<void> {
    const { [name]: _, ...others } = this.all;
    await this.#store(others);
  }

  async read(): Promise<SourceContent> {
    return { config: readConfig(JSON.stringify(this.all), settingDialect([])) };
  }

  async edit(entry: ServerEntry, edits: readonly EntryEdit[]): Promise<void> {
    const servers = structuredClone(this.all) as Record<string, unknown>;
    for (const { path, value } of edits) setAtPath(servers, [entry.name, ...path], value);
    await this.#store(servers as TypedServers);
  }

  /** It has no file to open. */
  async open(): Promise<void> {}

  dispose(): void {
    this.#changed.dispose();
  }

  async #store(servers: TypedServers): Promise<void> {
    await this.storage.update(STORAGE_KEY, servers);
    this.#changed.fire();
  }
}
