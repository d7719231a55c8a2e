import { Emitter } from 'vscode-jsonrpc/node';
import type { LogEntry, LogLevel } from '../../shared/model/sessionState';
import type { Connection } from './connection';

const MAX_ENTRIES = 2000;
/** Of what the entries hold, in characters of JSON. */
const MAX_SIZE = 4 * 1024 * 1024;

/** What the server logs by `notifications/message`, and what befell the session: the latest of it. */
export class SessionLog {
  readonly #added = new Emitter<LogEntry>();
  #entries: { readonly entry: LogEntry; readonly size: number }[] = [];
  #size = 0;
  #nextSeq = 0;

  readonly onDidAdd = this.#added.event;

  /** @param before entries of a session in whose place this one comes */
  constructor(before: readonly LogEntry[] = []) {
    for (const entry of before) this.#put(entry);
    this.#nextSeq = (before.at(-1)?.seq ?? -1) + 1;
  }

  /** Oldest first. */
  list(): readonly LogEntry[] {
    return this.#entries.map(({ entry }) => entry);
  }

  clear(): void {
    this.#entries = [];
    this.#size = 0;
  }

  /** Notes what the server logs over this connection. */
  follow(connection: Connection): void {
    connection.onNotification(({ method, params }) => {
      if (method !== 'notifications/message') return;
      const { level, logger, data } = params;
      this.#add({
        source: 'server',
        level: typeof level === 'string' ? level : 'info',
        ...(typeof logger === 'string' && { logger }),
        data,
      });
    });
  }

  /** Says what befell the session. */
  note(level: LogLevel, sentence: string): void {
    this.#add({ source: 'session', level, data: sentence });
  }

  #add(what: Omit<LogEntry, 'seq' | 'time'>): void {
    const entry = { seq: this.#nextSeq++, time: Date.now(), ...what };
    this.#put(entry);
    this.#added.fire(entry);
  }

  #put(entry: LogEntry): void {
    const size = JSON.stringify(entry.data)?.length ?? 0;
    this.#entries.push({ entry, size });
    this.#size += size;
    while (
      this.#entries.length > MAX_ENTRIES ||
      (this.#size > MAX_SIZE && this.#entries.length > 1)
    ) {
      this.#size -= this.#entries.shift()!.size;
    }
  }
}
