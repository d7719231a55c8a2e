import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TOKEN_PARAMETER } from '../../shared/clients/relayToken';

export { TOKEN_PARAMETER };

export const TOKEN_HEADER = 'x-portcullis-token';

export type Refusal = { readonly status: 400 | 401 | 403; readonly reason: string };

/**
 * Says why a request is refused, or undefined. A page in a browser reaches loopback too, by a name of its
 * own that resolves to 127.0.0.1: so the Host must be ours, and there must be no foreign Origin.
 */
export function refuseForeign(request: IncomingMessage, port: number): Refusal | undefined {
  const { host, origin } = request.headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  // Of several, another program might count another one.
  if (countOf(request, 'host') > 1) return { status: 400, reason: 'There is more than one Host' };
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return { status: 403, reason: `The Host header must be ${hosts[0]}` };
  }
  const isForeign = origin !== undefined && !hosts.some((own) => origin === `http://${own}`);
  // Not every request of a page has an Origin; browsers say in this one whose request it is.
  const site = request.headers['sec-fetch-site'];
  return isForeign || site === 'cross-site' || site === 'same-site'
    ? { status: 403, reason: 'Requests of web pages are refused' }
    : undefined;
}

/** The token may come in the URL, in a header of its own, or as a bearer token. */
export function refuseWithoutToken(
  request: IncomingMessage,
  query: string,
  token: string,
): Refusal | undefined {
  const given = [
    ...new URLSearchParams(query).getAll(TOKEN_PARAMETER),
    request.headers[TOKEN_HEADER],
    bearerOf(request),
  ];
  const isKnown = given.some((value) => typeof value === 'string' && isSame(value, token));
  return isKnown ? undefined : { status: 401, reason: 'The token of this proxy is missing' };
}

/** The token in the Authorization header, which may be meant for the server behind us. */
export function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** Takes the same time wherever the first difference is. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

/** A query without our token; what else is in it stays as it was written. */
export function withoutToken(query: string, token: string): string {
  const isToken = (part: string) => {
    const [value] = new URLSearchParams(part).getAll(TOKEN_PARAMETER);
    return value !== undefined && isSame(value, token);
  };
  return query
    .split('&')
    .filter((part) => part !== '' && !isToken(part))
    .join('&');
}

function countOf({ rawHeaders }: IncomingMessage, name: string): number {
  return rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === name).length;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
