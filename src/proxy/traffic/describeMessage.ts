import type { TrafficKind } from '../../shared/model/traffic';

export interface MessageDescription {
  readonly kind: TrafficKind;
  readonly method?: string;
  readonly rpcId?: string | number;
  /** A result that says `isError`, as those of tools do. */
  readonly failed?: true;
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
  if (!('result' in message)) return { kind: 'noise', ...rpcId };
  const { result } = message;
  const says = typeof result === 'object' && result !== null && 'isError' in result;
  return { kind: 'response', ...rpcId, ...(says && result.isError === true && { failed: true }) };
}
