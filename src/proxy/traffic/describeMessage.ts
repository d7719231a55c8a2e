import type { TrafficKind } from '../../shared/model/traffic';

export interface MessageDescription {
  readonly kind: TrafficKind;
  readonly method?: string;
  readonly rpcId?: string | number;
}

/** What kind of JSON-RPC message a value is. A batch is what its first message is; anything else is noise. */
export function describeMessage(value: unknown): MessageDescription {
  const message: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof message !== 'object' || message === null) return { kind: 'noise' };
  const { id, method } = message as { id?: unknown; method?: unknown };
  const rpcId = typeof id === 'string' || typeof id === 'number' ? { rpcId: id } : {};
  if (typeof method === 'string') {
    return { kind: 'rpcId' in rpcId ? 'request' : 'notification', method, ...rpcId };
  }
  const failed = 'error' in message && message.error !== null;
  if (failed) return { kind: 'error', ...rpcId };
  return { kind: 'result' in message ? 'response' : 'noise', ...rpcId };
}
