import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request as requestPlain,
} from 'node:http';
import { request as requestTls } from 'node:https';
import { agentFor } from '../transport/httpRequest';
import type { ForwardOptions } from './forward';
import { withoutToken } from './guard';
import { requestHeaders } from './headers';

/** Of the head of an answer, in bytes. */
export const MAX_ANSWER_HEADERS = 64 * 1024;

/**
 * A connection that idles may be closed by the server just as it is used again: only where making one takes
 * long, over TLS, is one used twice. The server is not told: it would close while there is more to read.
 */
const onceOnly = Object.assign(new Agent({ keepAlive: true }), { keepSocketAlive: () => false });

export interface UpstreamOptions extends Pick<ForwardOptions, 'to' | 'query' | 'token'> {
  /** The answer is to be read on its way, so it must not be compressed. */
  readonly plain: boolean;
  /** Added as `Authorization`. */
  readonly bearer: string | undefined;
}

export interface Upstream {
  readonly upstream: ClientRequest;
  readonly url: string;
  /** As they are sent, names and values in turn. */
  readonly headers: readonly string[];
}

/** Opens the request to the server; nothing is sent yet. */
export function openUpstream(
  request: IncomingMessage,
  { to, query, token, plain, bearer }: UpstreamOptions,
): Upstream {
  const url = new URL(to.url);
  const own = withoutToken(query, token);
  if (own !== '') url.search = url.search === '' ? own : `${url.search}&${own}`;
  const headers = requestHeaders(request, { to: url, added: to.headers, token, plain, bearer });
  const { method = 'GET' } = request;
  const isTls = url.protocol === 'https:';
  const agent = isTls ? agentFor(true, to.trustedCertificate) : onceOnly;
  const init = { method, headers, agent, maxHeaderSize: MAX_ANSWER_HEADERS };
  const upstream = isTls ? requestTls(url, init) : requestPlain(url, init);
  return { upstream, url: url.href, headers };
}
