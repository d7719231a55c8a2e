import { EventEmitter } from 'vscode';
import type { EntryDraft } from '../../shared/adding/entryDraft';
import { settingDialect } from '../../shared/config/dialects/vscode';
import { readConfig } from '../../shared/config/readConfig';
import type { ServerEntry } from '../../shared/config/serverEntry';
import type { ConfiguredServer } from '../servers/knownServer';
import type { ConfigSource, EntryEdit, SourceContent } from '../sources/configSource';
import { setAtPath } from '../sources/setAtPath';
import type { WritableSource } from './adding';

/** Key of servers that are tried before they are written down: no view shows them. */
export const TRIAL_SOURCE = 'trial';

export function isTrial(id: string): boolean {
  return id.startsWith(`${TRIAL_SOURCE}/`);
}

/** Holds one server in memory, as the source would hold it that it is to be written to. */
export class TrialSource implements ConfigSource {
  readonly key = TRIAL_SOURCE;
  readonly label: string;
  /** The person has just told us what is to be run. */
  readonly fromWorkspace = false;
  readonly variables = 'vscode';
  readonly keepsInputs: boolean;
  readonly folder?: NonNullable<ConfigSource['folder']>;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(
    public draft: EntryDraft,
    { label, keepsInputs, folder }: WritableSource,
  ) {
    this.label = label;
    this.keepsInputs = keepsInputs;
    if (folder !== undefined) this.folder = folder;
  }

  get configured(): ConfiguredServer {
    const { config } = this.#content;
    return { entry: config.entries[0]!, source: this, inputs: this.draft.inputs };
  }

  async read(): Promise<SourceContent> {
    return this.#content;
  }

  async edit(_entry: ServerEntry, edits: readonly EntryEdit[]): Promise<void> {
    const entry = structuredClone(this.draft.entry) as Record<string, unknown>;
    for (const { path, value } of edits) setAtPath(entry, path, value);
    this.draft = { ...this.draft, entry };
  }

  /** It has no file to open. */
  async open(): Promise<void> {}

  dispose(): void {
    this.#changed.dispose();
  }

  get #content(): SourceContent {
    const { name, entry } = this.draft;
    return { config: readConfig(JSON.stringify({ [name]: entry }), settingDialect([])) };
  }
}
