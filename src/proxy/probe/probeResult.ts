import type { ConnectAttempt, LaunchFacts } from '../diagnosis/facts';
import type { HttpExchange } from '../session/sessionTarget';

/** What one attempt to connect over TCP found. */
export interface TcpProbeResult {
  readonly step: 'tcp';
  /** One for each address that was tried. */
  readonly attempts: readonly ConnectAttempt[];
  /** The one to use, if any connected. */
  readonly connected?: ConnectAttempt;
  readonly dnsError?: { readonly code: string; readonly host: string };
  readonly aborted: boolean;
}

/** What one TLS handshake found. */
export type TlsProbeResult = { readonly step: 'tls' } & (
  | { readonly kind: 'trusted'; readonly protocol: string }
  | { readonly kind: 'refused'; readonly tls: NonNullable<LaunchFacts['tls']> }
  | { readonly kind: 'network'; readonly code: string; readonly message: string }
  | { readonly kind: 'silent'; readonly afterMs: number }
  | { readonly kind: 'aborted' }
);

/** What one HTTP request found. */
export type HttpProbeResult = { readonly step: 'http' } & (
  | { readonly kind: 'answered'; readonly exchange: HttpExchange }
  /** The first bytes of an answer that is not HTTP. */
  | { readonly kind: 'notHttp'; readonly head: string }
  | { readonly kind: 'tlsAnswers' }
  | { readonly kind: 'network'; readonly code: string; readonly message: string }
  | { readonly kind: 'silent'; readonly afterMs: number }
  | { readonly kind: 'aborted' }
);

export type ProbeResult = TcpProbeResult | TlsProbeResult | HttpProbeResult;

export interface ProbeOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for an answer, in ms. */
  readonly timeoutMs?: number | undefined;
}
