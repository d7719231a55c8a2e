/** A request as it can be sent again. */
export interface ReplayableRequest {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** What a session puts into `_meta` by itself (MCP 2026-07-28, and the token for progress in both eras). */
const OF_SESSION =
  /^(?:progressToken|io\.modelcontextprotocol\/(?:protocolVersion|clientInfo|clientCapabilities|logLevel))$/;

/**
 * The method and params of a request's text, without what belongs to the session that sent it. Undefined if
 * it is no request, or a batch.
 */
export function requestToReplay(raw: string): ReplayableRequest | undefined {
  const message = parse(raw);
  if (!isObject(message) || typeof message.method !== 'string') return undefined;
  const { method, params } = message;
  if (!isObject(params)) return { method, params: {} };
  const { _meta, ...rest } = params;
  if (!isObject(_meta)) return { method, params };
  const own = Object.entries(_meta).filter(([name]) => !OF_SESSION.test(name));
  return { method, params: own.length > 0 ? { ...rest, _meta: Object.fromEntries(own) } : rest };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
