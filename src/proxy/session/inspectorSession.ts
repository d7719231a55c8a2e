import type { Event } from 'vscode-jsonrpc';
import type { CallId, CallRecord, Catalog, SessionSummary } from '../../shared/model/session';

/** Why a session is over. */
export type SessionEnd =
  /** `close()` was called. */
  | { readonly kind: 'closed' }
  /** The server ended it: its output closed, or the connection broke for good. */
  | { readonly kind: 'connectionLost'; readonly message: string };

export interface CallRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** In ms; 0 waits for ever. Progress does not extend it. */
  readonly timeout?: number;
}

/** An open MCP session: what the panel and the command line are views of. */
export interface InspectorSession {
  /** Fires `onDidChangeSummary` when the counts change. */
  readonly summary: SessionSummary;
  readonly catalog: Catalog;
  readonly onDidChangeSummary: Event<SessionSummary>;
  readonly onDidChangeCatalog: Event<Catalog>;
  /** A call began, made progress or ended. */
  readonly onDidChangeCall: Event<CallRecord>;
  /** Once. */
  readonly onDidEnd: Event<SessionEnd>;

  /** Lists what the server offers and follows its changes. Never throws: lists that fail stand in `catalog.errors`. */
  start(): Promise<void>;
  /** Lists everything again. */
  refresh(): Promise<Catalog>;

  /** Sends a request as it is and answers at once with its record. Throws when the session is over. */
  call(request: CallRequest): CallRecord;
  /** Tells the server too. No effect on a call that has ended. */
  cancel(id: CallId): void;
  /** All calls remembered, oldest first, without the results of older ones. */
  calls(): readonly CallRecord[];
  /** One call with its result; undefined when it is no longer remembered. */
  callRecord(id: CallId): CallRecord | undefined;

  /**
   * Ends the session: what runs is cancelled, a legacy HTTP session is deleted on the server, stdin is
   * ended. Idempotent; never throws. The server's process belongs to whoever started it.
   */
  close(): Promise<void>;
}
