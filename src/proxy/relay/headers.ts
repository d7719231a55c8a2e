import type { IncomingMessage } from 'node:http';
import { bearerOf, isSame, TOKEN_HEADER } from './guard';

/** Concern one connection only (RFC 9110 §7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const NONE: ReadonlySet<string> = new Set();

export interface RequestHeaderOptions {
  readonly to: URL;
  /** Over what the client sent. */
  readonly added: Readonly<Record<string, string>>;
  /** Ours; not passed on. */
  readonly token: string;
  /** The answer is to be read on its way, so it must not be compressed. */
  readonly plain: boolean;
  /** Added as `Authorization`. */
  readonly bearer: string | undefined;
}

/** What a request is passed on with: names and values in turn, as the client wrote them. */
export function requestHeaders(
  request: IncomingMessage,
  { to, added, token, plain, bearer: ours }: RequestHeaderOptions,
): string[] {
  // Node has answered an `Expect` already.
  const dropped = new Set(['host', 'expect', TOKEN_HEADER]);
  const bearer = bearerOf(request);
  if (bearer !== undefined && isSame(bearer, token)) dropped.add('authorization');
  for (const name of Object.keys(added)) dropped.add(name.toLowerCase());
  if (plain) dropped.add('accept-encoding');
  const kept = passedOn(request.rawHeaders, dropped);
  // Without it, a body of unknown length would end with the headers.
  if (request.headers['transfer-encoding'] !== undefined) kept.push('Transfer-Encoding', 'chunked');
  if (plain) kept.push('Accept-Encoding', 'identity');
  if (ours !== undefined) kept.push('Authorization', `Bearer ${ours}`);
  return ['Host', to.host, ...kept, ...Object.entries(added).flat()];
}

/** Whether client or configuration name an `Authorization` for the server: then it is not ours to add one. */
export function isAuthorized(
  request: IncomingMessage,
  { added, token }: Pick<RequestHeaderOptions, 'added' | 'token'>,
): boolean {
  if (Object.keys(added).some((name) => name.toLowerCase() === 'authorization')) return true;
  const bearer = bearerOf(request);
  if (bearer !== undefined && isSame(bearer, token)) return false;
  return request.headers.authorization !== undefined;
}

/** Headers as they are written, in order, without those that end here. */
export function passedOn(raw: readonly string[], dropped: ReadonlySet<string> = NONE): string[] {
  const pairs = pairsOf(raw);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((item) => item.trim().toLowerCase()));
  return pairs
    .filter(([name]) => {
      const lower = name.toLowerCase();
      return !HOP_BY_HOP.has(lower) && !dropped.has(lower) && !named.includes(lower);
    })
    .flat();
}

export function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at]!, raw[at + 1]!]);
  return pairs;
}
