import { TRAFFIC_KINDS, type TrafficFilter } from '../../shared/model/traffic';
import { type EntryColumns, FLAGS } from './entryColumns';
import type { EntryHeader } from './entryLine';
import { type LogNames, type NameTable, OTHER_NAME } from './nameTable';

/** `look`: the index alone cannot tell. */
export type Match = 'no' | 'look' | 'yes';

/** All of a filter but its text and its duration, decided by the index of numbers. */
export class EntryMatcher {
  readonly #filter: TrafficFilter;
  readonly #kinds: ReadonlySet<number> | undefined;
  readonly #methods: NumberSet;
  readonly #sessions: NumberSet;
  readonly #servers: NumberSet;
  readonly #flags: number;
  readonly #flagValues: number;

  constructor(filter: TrafficFilter, names: LogNames) {
    this.#filter = filter;
    const { kinds, direction, errors } = filter;
    this.#kinds = kinds && new Set(kinds.map((kind) => TRAFFIC_KINDS.indexOf(kind)));
    this.#methods = new NumberSet(filter.methods, names.methods);
    this.#sessions = new NumberSet(filter.sessions, names.sessions);
    this.#servers = new NumberSet(filter.servers, names.servers);
    const toServer = direction === 'clientToServer' ? FLAGS.toServer : 0;
    this.#flags = (direction ? FLAGS.toServer : 0) | (errors ? FLAGS.failed : 0);
    this.#flagValues = toServer | (errors ? FLAGS.failed : 0);
  }

  match(columns: EntryColumns, at: number): Match {
    if ((columns.flags(at) & this.#flags) !== this.#flagValues) return 'no';
    if (this.#kinds && !this.#kinds.has(columns.kind(at))) return 'no';
    const method = this.#methods.match(columns.method(at));
    if (method === 'no') return 'no';
    const session = this.#sessions.match(columns.session(at));
    if (session === 'no') return 'no';
    const server = this.#servers.match(columns.server(at));
    if (server === 'no') return 'no';
    return method === 'look' || session === 'look' || server === 'look' ? 'look' : 'yes';
  }

  /** Decides where the index could not. */
  matchHeader({ method, sessionId, server }: EntryHeader): boolean {
    const { methods, sessions, servers } = this.#filter;
    return holds(methods, method) && holds(sessions, sessionId) && holds(servers, server);
  }
}

/** The numbers of names that are wanted. They may get theirs after the filter was made. */
class NumberSet {
  readonly #wanted: readonly string[] | undefined;
  readonly #table: NameTable;
  readonly #numbers = new Map<number, boolean>();

  constructor(wanted: readonly string[] | undefined, table: NameTable) {
    this.#wanted = wanted;
    this.#table = table;
  }

  match(number: number): Match {
    if (!this.#wanted) return 'yes';
    if (number === OTHER_NAME) return 'look';
    let isWanted = this.#numbers.get(number);
    if (isWanted === undefined) {
      isWanted = this.#wanted.some((name) => this.#table.numberOf(name) === number);
      this.#numbers.set(number, isWanted);
    }
    return isWanted ? 'yes' : 'no';
  }
}

function holds(wanted: readonly string[] | undefined, name: string | undefined): boolean {
  return !wanted || (name !== undefined && wanted.includes(name));
}
