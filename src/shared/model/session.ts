import type {
  Implementation,
  Prompt,
  Resource,
  ResourceTemplateType,
  ServerCapabilities,
  Tool,
} from '@modelcontextprotocol/client';
import type { ServerId } from './server';

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
export type CallStatus = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'timedOut';

/** A request that a person made, kept by the proxy so that no reload of a panel loses it. */
export interface CallRecord {
  readonly id: CallId;
  readonly serverId: ServerId;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: CallStatus;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms; absent while it runs. */
  readonly endedAt?: number;
  readonly progress?: {
    readonly progress: number;
    readonly total?: number;
    readonly message?: string;
  };
  /** The result as the server sent it. */
  readonly result?: unknown;
  readonly error?: { readonly code?: number; readonly message: string; readonly data?: unknown };
}
