import type {
  Implementation,
  Prompt,
  Resource,
  ResourceTemplateType,
  ServerCapabilities,
  Tool,
} from '@modelcontextprotocol/client';
import type { ServerId } from './server';
import type { TaskId } from './task';

export type SessionId = string;
export type ProtocolEra = 'legacy' | 'modern';

/** A session as it was negotiated. */
export interface SessionSummary {
  readonly id: SessionId;
  readonly era: ProtocolEra;
  readonly protocolVersion: string;
  readonly serverInfo: Implementation;
  readonly capabilities: ServerCapabilities;
  readonly instructions?: string;
  /** Epoch ms. */
  readonly openedAt: number;
  /** How many of each the server offers; absent until listed. */
  readonly counts?: {
    readonly tools: number;
    readonly resources: number;
    readonly prompts: number;
  };
}

/** What the server offers, as it was last listed. */
export interface Catalog {
  /** Grows with every change. */
  readonly revision: number;
  readonly tools: readonly Tool[];
  readonly resources: readonly Resource[];
  readonly resourceTemplates: readonly ResourceTemplateType[];
  readonly prompts: readonly Prompt[];
  /** Lists that could not be had, with the server's words. */
  readonly errors: readonly { readonly method: string; readonly message: string }[];
}

export const EMPTY_CATALOG: Catalog = {
  revision: 0,
  tools: [],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  errors: [],
};

export type CallId = string;
export type CallStatus =
  | 'running'
  /** The server waits for input before it goes on: see `PendingRequest`. */
  | 'inputRequired'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'timedOut';

/** The call has neither ended nor been given up. */
export function isOpen({ status }: Pick<CallRecord, 'status'>): boolean {
  return status === 'running' || status === 'inputRequired';
}

/** A request that a person made, kept by the proxy so that no reload of a panel loses it. */
export interface CallRecord {
  readonly id: CallId;
  readonly serverId: ServerId;
  readonly sessionId: SessionId;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: CallStatus;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms; absent while it runs. */
  readonly endedAt?: number;
  readonly progress?: Progress;
  /** How often the request was sent, if more than once: the server had asked for input in between. */
  readonly rounds?: number;
  /** The task that the server made of it; what became of that stands in its `TaskRecord`. */
  readonly taskId?: TaskId;
  /** It was run again by itself after the server had been restarted: the call that it repeats. */
  readonly rerunOf?: CallId;
  /** The result as the server sent it; of an unfinished one (`input_required`) while it waits for input. */
  readonly result?: unknown;
  readonly error?: CallError;
}

export interface Progress {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}

/** `code` is the server's; without one the call failed by other means. */
export interface CallError {
  readonly code?: number;
  readonly message: string;
  readonly data?: unknown;
}
