import type { Alternative } from '../diagnosis/facts';
import type { HttpExchange } from '../session/sessionTarget';
import { type HttpProbeOptions, httpExchange } from './httpExchange';

/** Asks for nothing and changes nothing: a server that knows no session answers it with an error. */
const PING = JSON.stringify({ jsonrpc: '2.0', id: 'portcullis-probe', method: 'ping' });
const ACCEPT = 'application/json, text/event-stream';
/** The first event of the older transport tells where to post to (MCP 2024-11-05, HTTP with SSE). */
const ENDPOINT_EVENT = /^event: ?endpoint\r?$/m;

export interface AskOptions extends HttpProbeOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** A stranger's port is looked at only; a server under inspection may be sent a ping. */
  readonly mayPost: boolean;
  /** In ms. */
  readonly timeoutMs: number;
}

/**
 * Finds out whether an MCP endpoint is at `url`, and of which transport, without opening a session.
 * Undefined when none shows. Never rejects.
 */
export async function askEndpoint(
  url: string,
  options: AskOptions,
): Promise<Alternative | undefined> {
  const [seen, answered] = await Promise.all([look(url, options), ping(url, options)]);
  const transport = answered ?? seen;
  return transport ? { url, transport } : undefined;
}

async function look(
  url: string,
  options: AskOptions,
): Promise<Alternative['transport'] | undefined> {
  const headers = { ...options.headers, accept: ACCEPT };
  const result = await httpExchange(url, headers, {
    ...options,
    streamWaitMs: options.timeoutMs / 2,
  });
  return result.kind === 'answered' ? transportOf(result.exchange) : undefined;
}

/** What the answer to a GET tells of an endpoint. Pure. */
export function transportOf(answer: HttpExchange): Alternative['transport'] | undefined {
  const type = answer.headers['content-type'] ?? '';
  if (answer.status === 200 && type.startsWith('text/event-stream')) {
    if (ENDPOINT_EVENT.test(answer.bodyHead)) return 'sse';
    // A stream that says nothing yet is what Streamable HTTP offers for notifications.
    return answer.bodyHead === '' ? 'http' : undefined;
  }
  return isJsonRpc(answer) ? 'http' : undefined;
}

async function ping(
  url: string,
  options: AskOptions,
): Promise<Alternative['transport'] | undefined> {
  if (!options.mayPost) return undefined;
  const headers = { ...options.headers, accept: ACCEPT, 'content-type': 'application/json' };
  const result = await httpExchange(url, headers, {
    ...options,
    body: PING,
    streamWaitMs: options.timeoutMs / 2,
  });
  return result.kind === 'answered' && isJsonRpc(result.exchange) ? 'http' : undefined;
}

/** A JSON-RPC message as the body, or as the data of the first event. */
export function isJsonRpc({ bodyHead }: HttpExchange): boolean {
  return /^\s*[{[]|^data: ?\{/m.test(bodyHead) && /"jsonrpc"\s*:\s*"2\.0"/.test(bodyHead);
}
