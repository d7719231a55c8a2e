import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request } from 'node:http';
import { Agent as HttpsAgent, request as requestTls } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import { connectPinned } from './pinnedTls';

/**
 * An idle connection is used again only within a second: servers close idle ones after some time (Node's
 * own after 5 s), and a request that crosses such a close is lost without anyone knowing whether it ran.
 */
const IDLE_MS = 1000;
const agents = {
  'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
  'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
};

/** By the SHA-256 of the certificate that is trusted whoever signed it. */
const pinnedAgents = new Map<string, HttpsAgent>();

function pinnedAgent(fingerprint: string): HttpsAgent {
  const known = pinnedAgents.get(fingerprint);
  if (known) return known;
  const agent = Object.assign(new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }), {
    createConnection: (options: ConnectionOptions) => connectPinned(options, fingerprint),
  });
  pinnedAgents.set(fingerprint, agent);
  return agent;
}

export interface HttpRequestInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** SHA-256 of a certificate that is trusted whoever signed it. */
  readonly trustedCertificate?: string | undefined;
}

/**
 * Sends one HTTP request and resolves with the head of its answer. Unlike the global `fetch` it has no
 * time limits of its own, follows no redirect, and rejects with the socket's own error.
 */
export function httpRequest(url: URL, init: HttpRequestInit): Promise<IncomingMessage> {
  const { method, headers, body, signal, trustedCertificate } = init;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const isTls = url.protocol === 'https:';
    const options = {
      method,
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      agent: agentFor(isTls, trustedCertificate),
    };
    const sent: ClientRequest = isTls ? requestTls(url, options) : request(url, options);
    const abort = () => sent.destroy(abortReason(signal));
    signal?.addEventListener('abort', abort, { once: true });
    sent.once('response', resolve);
    sent.on('error', reject);
    sent.once('close', () => signal?.removeEventListener('abort', abort));
    sent.end(body);
  });
}

/** Keeps the connections that sessions use. @param trustedCertificate SHA-256 of one that is trusted */
export function agentFor(isTls: boolean, trustedCertificate?: string): HttpAgent {
  if (!isTls) return agents['http:'];
  return trustedCertificate ? pinnedAgent(trustedCertificate) : agents['https:'];
}

function abortReason(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('aborted');
}

/** The headers of an answer, names in lower case, values of a repeated one joined. */
export function headersOf(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
