import type { InputDefinition } from '../config/serverEntry';

/** An entry as configuration files have it. With a `command` and a `url`, an HTTP server that is started. */
export type EntryJson = Readonly<Record<string, unknown>>;

/** A server that is about to be added. */
export interface EntryDraft {
  /** Under which it may be written. */
  readonly name: string;
  readonly entry: EntryJson;
  /** What each `${input:…}` in the entry asks for. */
  readonly inputs: readonly InputDefinition[];
  /** Answers that are known already, by the ids of their inputs: secrets, to be kept where secrets are. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** Whether Portcullis has to start it and reach it over HTTP, which only our own setting can say. */
export function isLaunchedHttp(entry: EntryJson): boolean {
  return typeof entry.command === 'string' && typeof entry.url === 'string';
}
