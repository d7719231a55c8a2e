import { randomUUID } from 'node:crypto';
import { Emitter, type Event } from 'vscode-jsonrpc/node';
import type { ServerId } from '../../shared/model/server';
import type {
  CallId,
  CallRecord,
  Catalog,
  SessionId,
  SessionSummary,
} from '../../shared/model/session';
import { WireError } from '../transport/wireError';
import { CallBook, type CallRequest } from './callBook';
import { CatalogKeeper } from './catalogKeeper';
import { Listening } from './listening';
import { headersOfCall } from './paramHeaders';
import type { SessionLink } from './sessionLink';

/** Why a session is over. */
export type SessionEnd =
  /** `close()` was called. */
  | { readonly kind: 'closed' }
  /** The server has forgotten the session, by a restart perhaps: it may be opened anew. */
  | { readonly kind: 'sessionLost'; readonly message: string }
  /** The server's output closed, or the connection broke for good. */
  | { readonly kind: 'connectionLost'; readonly message: string };

/** An open MCP session: what the panel and the command line are views of. Made by `openSession`. */
export class InspectorSession {
  readonly #link: SessionLink;
  readonly #catalog: CatalogKeeper;
  readonly #calls: CallBook;
  readonly #listening: Listening;
  readonly #summaryChanged = new Emitter<SessionSummary>();
  readonly #ended = new Emitter<SessionEnd>();
  #summary: SessionSummary;
  #end: SessionEnd | undefined;

  /** When the counts change. */
  readonly onDidChangeSummary = this.#summaryChanged.event;
  /** Once; soon for those who ask when it is over already. */
  readonly onDidEnd: Event<SessionEnd> = (listener, ...rest) => {
    const end = this.#end;
    if (end) queueMicrotask(() => listener(end));
    return this.#ended.event(listener, ...rest);
  };

  constructor(id: SessionId, serverId: ServerId, link: SessionLink) {
    this.#link = link;
    this.#catalog = new CatalogKeeper(link);
    this.#calls = new CallBook(serverId, link, (method, params) =>
      link.negotiated.era === 'modern' ? headersOfCall(method, params, this.catalog.tools) : {},
    );
    this.#listening = new Listening(link, () => void this.refresh());
    this.#summary = { id, ...link.negotiated, openedAt: Date.now() };
    link.connection.onClose((error) => this.#finish(endOf(error)));
  }

  get summary(): SessionSummary {
    return this.#summary;
  }

  get catalog(): Catalog {
    return this.#catalog.catalog;
  }

  /** Set once the session is over. */
  get end(): SessionEnd | undefined {
    return this.#end;
  }

  get onDidChangeCatalog() {
    return this.#catalog.onDidChange;
  }

  /** A call began, made progress or ended. */
  get onDidChangeCall() {
    return this.#calls.onDidChange;
  }

  /**
   * Lists what the server offers, and follows its changes from then on. Never rejects: lists that could not
   * be had stand in `catalog.errors`.
   */
  async start(): Promise<void> {
    this.#listening.start();
    await this.refresh();
    this.#catalog.onDidChange(() => this.#count());
  }

  /** Lists everything again. Never rejects. */
  async refresh(): Promise<Catalog> {
    const catalog = await this.#catalog.refresh();
    this.#count();
    return catalog;
  }

  /**
   * Sends a request as it is and returns its record at once; its course comes by `onDidChangeCall`.
   * @throws WireError when the session is over
   */
  call(request: CallRequest): CallRecord {
    if (this.#link.connection.isClosed) throw new WireError({ kind: 'closed' });
    return this.#calls.start(request);
  }

  /** Gives a call up and tells the server. No effect on one that has ended. */
  cancel(id: CallId): void {
    this.#calls.cancel(id);
  }

  /** All calls remembered, oldest first, without the results of older ones. */
  calls(): readonly CallRecord[] {
    return this.#calls.list();
  }

  /** One call with its result; undefined when it is no longer remembered. */
  callRecord(id: CallId): CallRecord | undefined {
    return this.#calls.get(id);
  }

  /**
   * Ends the session: what runs is cancelled, a legacy HTTP session is deleted on the server, a stdio
   * server's stdin is ended. Idempotent; never rejects. The process belongs to whoever started it.
   */
  async close(): Promise<void> {
    this.#calls.cancelAll();
    this.#listening.stop();
    this.#finish({ kind: 'closed' });
    await this.#link.connection.close();
  }

  #count(): void {
    const { tools, resources, prompts } = this.catalog;
    const counts = {
      tools: tools.length,
      resources: resources.length,
      prompts: prompts.length,
    };
    const old = this.#summary.counts;
    if (old && sameCounts(old, counts)) return;
    this.#summary = { ...this.#summary, counts };
    this.#summaryChanged.fire(this.#summary);
  }

  #finish(end: SessionEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#catalog.stop();
    this.#ended.fire(end);
  }
}

export function newSessionId(): SessionId {
  return randomUUID();
}

type Counts = NonNullable<SessionSummary['counts']>;

function sameCounts(a: Counts, b: Counts): boolean {
  return a.tools === b.tools && a.resources === b.resources && a.prompts === b.prompts;
}

function endOf(error: Error | undefined): SessionEnd {
  if (!error) return { kind: 'connectionLost', message: 'The server closed the connection' };
  const isLost = error instanceof WireError && error.failure.kind === 'http';
  return { kind: isLost ? 'sessionLost' : 'connectionLost', message: error.message };
}
