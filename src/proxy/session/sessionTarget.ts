import type { Readable, Writable } from 'node:stream';
import { t } from '@vscode/l10n';

/** What a session speaks over. The gate has found it reachable before a session gets it. */
export type SessionTarget =
  | { readonly kind: 'stdio'; readonly stdin: Writable; readonly stdout: Readable }
  | {
      readonly kind: 'http' | 'sse';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** SHA-256 of a certificate that is trusted whoever signed it. */
      readonly trustedCertificate?: string | undefined;
    };

/** Why a handshake did not complete: facts for the diagnosis, no verdict. */
export type HandshakeFailure =
  | { readonly kind: 'http'; readonly exchange: HttpExchange }
  /**
   * `code` is the errno or TLS code, such as ECONNRESET. `method` is the first thing that it had been asked,
   * if that got no answer.
   */
  | {
      readonly kind: 'network';
      readonly code: string;
      readonly message: string;
      readonly method?: string;
    }
  /**
   * The server closed its output, or the connection, before it answered. `method` is the first thing that it
   * had been asked: some legacy servers exit upon `server/discover`, and a new process is to be tried with
   * era `legacy` then.
   */
  | { readonly kind: 'closed'; readonly method?: string }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'invalidMessage'; readonly problem: string; readonly raw: string }
  | {
      readonly kind: 'errorResponse';
      readonly method: string;
      readonly code: number;
      readonly message: string;
      readonly data?: unknown;
    }
  | {
      readonly kind: 'version';
      readonly server: readonly string[];
      readonly client: readonly string[];
    }
  | { readonly kind: 'aborted' };

/** One HTTP request and the beginning of its answer. */
export interface HttpExchange {
  /** Tells it from any other of this process, where it is recorded. */
  readonly id?: string;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first 4 KiB, as text. */
  readonly bodyHead: string;
}

/** Thrown by `openSession`. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError';
  constructor(
    readonly failure: HandshakeFailure,
    options?: ErrorOptions,
  ) {
    super(t('The MCP handshake failed: {0}', failure.kind), options);
  }
}
