import { EventEmitter, type Memento } from 'vscode';
import { suggestName } from '../../shared/adding/suggestName';
import { settingDialect } from '../../shared/config/dialects/vscode';
import { parseTyped } from '../../shared/config/parseTyped';
import { readConfig } from '../../shared/config/readConfig';
import type { ServerEntry } from '../../shared/config/serverEntry';
import type { ConfigSource, EntryEdit, SourceContent } from './configSource';
import { setAtPath } from './setAtPath';

/** Key of the source of servers that were typed. */
export const TYPED_SOURCE = 'typed';
const STORAGE_KEY = 'typedServers';
const KEPT = 10;

export type TypedServers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Servers that a person typed as a command line or a URL; the last ones are remembered with the workspace. */
export class TypedSource implements ConfigSource {
  readonly key = TYPED_SOURCE;
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
  async addTyped(text: string): Promise<string> {
    const entry = parseTyped(text);
    if (entry === undefined) throw new Error(`Not a command line or a URL: ${text}`);
    return this.addEntry(entry, suggestName(entry));
  }

  /** Remembers an entry, and answers with its name: the one that it has already, or one like `wanted`. */
  async addEntry(entry: TypedServers[string], wanted: string): Promise<string> {
    const { all } = this;
    const name = nameFor(entry, wanted, all);
    const { [name]: _, ...others } = all;
    const kept = Object.entries(others).slice(-(KEPT - 1));
    await this.#store({ ...Object.fromEntries(kept), [name]: entry });
    return name;
  }

  get all(): TypedServers {
    return this.storage.get<TypedServers>(STORAGE_KEY, {});
  }

  async remove({ name }: Pick<ServerEntry, 'name'>): Promise<void> {
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

/** The name under which the same entry is remembered already, or a new one. */
function nameFor(entry: TypedServers[string], wanted: string, all: TypedServers): string {
  const text = JSON.stringify(entry);
  const known = Object.entries(all).find(([, other]) => JSON.stringify(other) === text);
  if (known !== undefined) return known[0];
  let name = wanted;
  for (let count = 2; name in all; count++) name = `${wanted} ${count}`;
  return name;
}
