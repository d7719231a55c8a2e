import type { ItemChange } from '../../shared/model/catalogChanges';
import type { PendingRequest } from '../../shared/model/pendingRequest';
import type { CallRecord, Catalog } from '../../shared/model/session';
import { EMPTY_CATALOG } from '../../shared/model/session';
import type { LogEntry, SessionState } from '../../shared/model/sessionState';
import type { ServerSnapshot } from '../../shared/model/state';
import { isTerminal, type TaskRecord } from '../../shared/model/task';
import type { OutputLine } from '../../shared/model/traffic';

/** How a list that is asked for stands. */
export type Loading =
  | { readonly status: 'none' | 'loading' | 'loaded' }
  | { readonly status: 'failed'; readonly message: string };

/** All that the host told of the server. */
export interface ServerModel {
  /** Absent until the host has answered `panel/ready`. */
  readonly server: ServerSnapshot | undefined;
  readonly catalog: Catalog;
  readonly catalogLoading: Loading;
  /** What the server offers otherwise than in its run before. */
  readonly recentChanges: readonly ItemChange[];
  /** The same by list and key. */
  readonly changeMarks: ReadonlyMap<string, ItemChange['kind']>;
  /** Oldest first. */
  readonly calls: readonly CallRecord[];
  /** What the server asks or has asked of the person, oldest first. */
  readonly requests: readonly PendingRequest[];
  /** Oldest first. */
  readonly tasks: readonly TaskRecord[];
  /** The last lines, oldest first. */
  readonly output: readonly OutputLine[];
  /** What may change in the course of the session; null before there is one. */
  readonly sessionState: SessionState | null;
  /** What the server logged and what befell the session, oldest first. */
  readonly log: readonly LogEntry[];
  /** Entries of the traffic log that are of the usual kinds. */
  readonly trafficTotal: number;
  /** Grows when the traffic log changes in any way. */
  readonly trafficRevision: number;
  /** The last thing that was asked of the host in vain. */
  readonly problem?: string | undefined;
}

export const EMPTY_MODEL: ServerModel = {
  server: undefined,
  catalog: EMPTY_CATALOG,
  catalogLoading: { status: 'none' },
  recentChanges: [],
  changeMarks: new Map(),
  calls: [],
  requests: [],
  tasks: [],
  output: [],
  sessionState: null,
  log: [],
  trafficTotal: 0,
  trafficRevision: 0,
};

export function withChanges(model: ServerModel, changes: readonly ItemChange[]): ServerModel {
  const marks = changes.map(({ list, key, kind }) => [`${list} ${key}`, kind] as const);
  return { ...model, recentChanges: changes, changeMarks: new Map(marks) };
}

/** How many lines of the server's output the view keeps. */
export const OUTPUT_LIMIT = 500;
/** How many calls the view keeps; the proxy remembers more than one panel needs. */
export const CALLS_LIMIT = 500;

/**
 * Puts a call in its place: the newer state of one that is known, or at the end. Answers and
 * notifications may overtake each other, so an ended call never runs again nor loses its result.
 */
export function withCall(calls: readonly CallRecord[], record: CallRecord): readonly CallRecord[] {
  const index = calls.findLastIndex((call) => call.id === record.id);
  const known = calls[index];
  if (known === undefined) return [...calls, record].slice(-CALLS_LIMIT);
  if (known.endedAt !== undefined && record.endedAt === undefined) return calls;
  const kept = record.result === undefined && known.result !== undefined;
  return calls.with(index, kept ? { ...record, result: known.result } : record);
}

/** How many requests and tasks that have ended the view keeps. */
export const ENDED_LIMIT = 200;

/** Puts a request in its place. One that has ended never waits again, whatever comes late. */
export function withRequest(
  requests: readonly PendingRequest[],
  record: PendingRequest,
): readonly PendingRequest[] {
  const index = requests.findLastIndex(({ id }) => id === record.id);
  const known = requests[index];
  if (known === undefined) {
    return limited([...requests, record], ({ status }) => status !== 'pending');
  }
  if (known.status !== 'pending' && record.status === 'pending') return requests;
  return requests.with(index, record);
}

/** Puts a task in its place. One that has ended stays so. */
export function withTask(tasks: readonly TaskRecord[], record: TaskRecord): readonly TaskRecord[] {
  const same = (task: TaskRecord) => task.id === record.id && task.sessionId === record.sessionId;
  const index = tasks.findLastIndex(same);
  const known = tasks[index];
  if (known === undefined) return limited([...tasks, record], ({ status }) => isTerminal(status));
  if (isTerminal(known.status) && !isTerminal(record.status)) return tasks;
  return tasks.with(index, record);
}

/** Without the oldest of those that have ended, where they are too many. */
function limited<T>(items: readonly T[], hasEnded: (item: T) => boolean): readonly T[] {
  let surplus = items.filter(hasEnded).length - ENDED_LIMIT;
  if (surplus <= 0) return items;
  return items.filter((item) => !hasEnded(item) || surplus-- <= 0);
}

/** How many entries of the session's log the view keeps. */
export const LOG_LIMIT = 5_000;

/** Puts entries behind those that are known; fetched and told ones may overlap. */
export function withLog(
  log: readonly LogEntry[],
  entries: readonly LogEntry[],
): readonly LogEntry[] {
  const last = log.at(-1)?.seq ?? -1;
  const fresh = entries.filter(({ seq }) => seq > last);
  return fresh.length === 0 ? log : [...log, ...fresh].slice(-LOG_LIMIT);
}

export function withOutput(
  output: readonly OutputLine[],
  lines: readonly OutputLine[],
): readonly OutputLine[] {
  return lines.length === 0 ? output : [...output, ...lines].slice(-OUTPUT_LIMIT);
}

/** What was fetched, and after it what has come since and is not in it. */
export function mergeOutput(
  fetched: readonly OutputLine[],
  received: readonly OutputLine[],
): readonly OutputLine[] {
  const key = (line: OutputLine) => `${line.time} ${line.stream} ${line.text}`;
  const known = new Set(fetched.map(key));
  return withOutput(
    fetched,
    received.filter((line) => !known.has(key(line))),
  );
}

/** The calls of one tool, prompt or resource, newest first. */
export function callsOf(
  calls: readonly CallRecord[],
  method: string,
  key: 'name' | 'uri',
  value: string,
): readonly CallRecord[] {
  return calls.filter((call) => call.method === method && call.params[key] === value).reverse();
}

/** It ended well, yet came without its result: the proxy sends those of older calls on demand only. */
export function lacksResult(call: CallRecord): boolean {
  return call.status === 'succeeded' && call.result === undefined;
}
