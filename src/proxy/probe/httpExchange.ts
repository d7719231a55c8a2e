import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  request as plainRequest,
} from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import { connectPinned } from '../transport/pinnedTls';
import { onAbort } from './onAbort';
import type { HttpProbeResult, ProbeOptions } from './probeResult';

const HEAD_BYTES = 4096;
/** How long the body of an answer may take to arrive once its headers have. */
const BODY_WAIT_MS = 250;

export interface HttpProbeOptions extends ProbeOptions {
  /** Also wait for the first bytes of an event stream: 0 (the default) does not. In ms. */
  readonly streamWaitMs?: number | undefined;
  /** SHA-256 of a certificate that is trusted whoever signed it. */
  readonly trustedFingerprint?: string | undefined;
  /** Sent as a POST; without one it is a GET. */
  readonly body?: string | undefined;
  /** Gets the connection for who comes next, if all of the answer came at once. Otherwise it is ended. */
  readonly agent?: Agent | undefined;
}

export type HttpExchangeResult = Exclude<HttpProbeResult, { kind: 'tlsAnswers' }>;

/** One request, ended as soon as the head of its answer is there. Follows no redirect. Never rejects. */
export function httpExchange(
  url: string,
  headers: Readonly<Record<string, string>>,
  options: HttpProbeOptions & { readonly timeoutMs: number },
): Promise<HttpExchangeResult> {
  return new Promise((resolve) => {
    const alone = () => httpExchange(url, headers, { ...options, agent: undefined });
    const begin = url.startsWith('https:') ? tlsRequest : plainRequest;
    const method = options.body === undefined ? 'GET' : 'POST';
    const sent = begin(url, { method, headers, ...connectionOptions(url, options) });
    let isWhole = false;
    const settle = (result: HttpExchangeResult) => {
      clearTimeout(timer);
      forget();
      // The agent has it by now.
      if (!isWhole || !options.agent) sent.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => settle({ step: 'http', kind: 'silent', afterMs: options.timeoutMs }),
      options.timeoutMs,
    );
    sent.once('response', (response) => {
      void readHead(response, options).then((bodyHead) => {
        isWhole = response.complete;
        settle(answered(sent, url, headers, response, bodyHead));
      });
    });
    // Stays: an error after destroy must not be thrown.
    sent.on('error', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }) => {
      // A connection that the agent had kept may have been closed meanwhile: that says nothing.
      if (sent.reusedSocket && options.signal?.aborted !== true) resolve(alone());
      settle(fromError(error));
    });
    const forget = onAbort(options.signal, () => settle({ step: 'http', kind: 'aborted' }));
    sent.end(options.body);
  });
}

/** Without an agent a connection of its own for each request: none is left open, none is shared. */
function connectionOptions(url: string, { trustedFingerprint, agent }: HttpProbeOptions) {
  if (agent) return { agent };
  if (!trustedFingerprint || !url.startsWith('https:')) return { agent: false };
  const createConnection = (options: object) =>
    connectPinned(options as ConnectionOptions, trustedFingerprint);
  return { createConnection };
}

function answered(
  sent: ClientRequest,
  url: string,
  requestHeaders: Readonly<Record<string, string>>,
  response: IncomingMessage,
  bodyHead: string,
): HttpExchangeResult {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  const host = String(sent.getHeader('host') ?? '');
  return {
    step: 'http',
    kind: 'answered',
    exchange: {
      method: sent.method,
      url,
      requestHeaders: { host, ...requestHeaders },
      status: response.statusCode ?? 0,
      headers,
      bodyHead,
    },
  };
}

/** Up to 4 KiB of the body, as far as it comes at once. An event stream may stay silent for ever. */
function readHead(response: IncomingMessage, options: HttpProbeOptions): Promise<string> {
  const stream = response.headers['content-type']?.startsWith('text/event-stream');
  const waitMs = stream ? (options.streamWaitMs ?? 0) : BODY_WAIT_MS;
  if (waitMs === 0) return Promise.resolve('');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).subarray(0, HEAD_BYTES).toString('utf8'));
    };
    const timer = setTimeout(settle, waitMs);
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (stream || bytes >= HEAD_BYTES) settle();
    });
    response.once('end', settle);
    response.once('close', settle);
    response.on('error', settle);
  });
}

function fromError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }): HttpExchangeResult {
  const code = error.code ?? 'UNKNOWN';
  if (code.startsWith('HPE_')) {
    const head = error.rawPacket?.subarray(0, 256).toString('latin1') ?? '';
    return { step: 'http', kind: 'notHttp', head };
  }
  return { step: 'http', kind: 'network', code, message: error.message };
}
