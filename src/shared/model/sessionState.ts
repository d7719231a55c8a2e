import type { Root } from '@modelcontextprotocol/client';
import type { SessionId } from './session';

export const LOG_LEVELS = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A line of the session's log: what the server tells by `notifications/message`, and what befell the session. */
export interface LogEntry {
  /** Position in the session's log, from 0. */
  readonly seq: number;
  /** Epoch ms. */
  readonly time: number;
  readonly source: 'server' | 'session';
  readonly level: LogLevel | (string & {});
  readonly logger?: string;
  /** Any JSON, as the server sent it; of the session: a sentence. */
  readonly data: unknown;
}

export interface Subscription {
  readonly uri: string;
  readonly status:
    | 'opening'
    | 'active'
    /** It broke, and is opened again. */
    | 'broken'
    /** The server will not tell of it; why stands in `message`. */
    | 'refused';
  readonly message?: string;
  /** Epoch ms; when the server last told of a change. */
  readonly changedAt?: number;
  /** How often it did. */
  readonly changes: number;
}

/** What may change in the course of a session, and how it stands. */
export interface SessionState {
  readonly sessionId: SessionId;
  /** What `roots/list` answers. */
  readonly roots: readonly Root[];
  /** What the server was asked to log; absent: its own choice (legacy era), nothing (modern era). */
  readonly logLevel?: LogLevel;
  readonly subscriptions: readonly Subscription[];
  /** What the server was told that it may ask for. */
  readonly offers: Readonly<Record<string, unknown>>;
}
