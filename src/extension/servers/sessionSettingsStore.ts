import { randomUUID } from 'node:crypto';
import type { ExtensionContext } from 'vscode';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import type { SessionSettings } from '../../shared/model/sessionSettings';
import { applySettings, type Headers } from './applySettings';

const KEY = 'sessionSettings';

interface Kept {
  readonly settings: SessionSettings;
  /** By which the values of the headers are found among the secrets; absent: there are none. */
  readonly secret?: string;
  readonly headerNames: readonly string[];
}

const NOTHING: Kept = { settings: {}, headerNames: [] };

/** What a person has set for the sessions of each server: kept with the workspace, headers as secrets. */
export class SessionSettingsStore {
  /** By what of it the servers were last launched. */
  readonly #launched = new Map<ServerId, string>();

  constructor(private readonly context: Pick<ExtensionContext, 'secrets' | 'workspaceState'>) {}

  of(id: ServerId): SessionSettings {
    return this.#kept(id).settings;
  }

  headerNames(id: ServerId): readonly string[] {
    return this.#kept(id).headerNames;
  }

  async set(id: ServerId, settings: SessionSettings): Promise<void> {
    await this.#keep(id, { ...this.#kept(id), settings });
  }

  /** @param value null: the header is not added any more */
  async setHeader(id: ServerId, name: string, value: string | null): Promise<void> {
    const kept = this.#kept(id);
    const others = Object.entries(await this.#headers(kept)).filter(
      ([known]) => known.toLowerCase() !== name.toLowerCase(),
    );
    const headers = Object.fromEntries(value === null ? others : [...others, [name, value]]);
    const secret = kept.secret ?? `sessionHeaders/${randomUUID()}`;
    await this.context.secrets.store(secret, JSON.stringify(headers));
    await this.#keep(id, { ...kept, secret, headerNames: Object.keys(headers) });
  }

  async reset(id: ServerId): Promise<void> {
    const { secret } = this.#kept(id);
    if (secret !== undefined) await this.context.secrets.delete(secret);
    await this.#keep(id, NOTHING);
  }

  /** A launch as it was set, which is taken note of. */
  async apply(definition: LaunchDefinition): Promise<LaunchDefinition> {
    const kept = this.#kept(definition.id);
    const headers = await this.#headers(kept);
    this.#launched.set(definition.id, forLaunch(kept, headers));
    return applySettings(definition, kept.settings, headers);
  }

  /** The last launch of a server was by other settings than it has now. */
  async differsFromLaunch(id: ServerId): Promise<boolean> {
    const launched = this.#launched.get(id);
    const kept = this.#kept(id);
    return launched !== undefined && launched !== forLaunch(kept, await this.#headers(kept));
  }

  async #headers({ secret }: Kept): Promise<Headers> {
    const text = secret === undefined ? undefined : await this.context.secrets.get(secret);
    return text === undefined ? {} : (JSON.parse(text) as Headers);
  }

  get #all(): Readonly<Record<ServerId, Kept>> {
    return this.context.workspaceState.get<Readonly<Record<ServerId, Kept>>>(KEY, {});
  }

  #kept(id: ServerId): Kept {
    return this.#all[id] ?? NOTHING;
  }

  async #keep(id: ServerId, kept: Kept): Promise<void> {
    const { [id]: _before, ...others } = this.#all;
    await this.context.workspaceState.update(
      KEY,
      kept === NOTHING ? others : { ...others, [id]: kept },
    );
  }
}

/** What of it takes effect with a launch only. */
function forLaunch({ settings: { era, offers, answerTimeout } }: Kept, headers: Headers): string {
  const inOrder = (record: object | undefined) =>
    record && Object.entries(record).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([era, inOrder(offers), answerTimeout, inOrder(headers)]);
}
