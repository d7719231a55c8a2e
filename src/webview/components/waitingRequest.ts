import type { PendingRequest } from '../../shared/model/pendingRequest';
import { type CallRecord, isOpen } from '../../shared/model/session';

/**
 * What a call waits for: a request that belongs to it, or, in the legacy era, where none says to which call it
 * belongs, the first one of the session that is as young as the call.
 */
export function waitingRequest(
  requests: readonly PendingRequest[],
  call: CallRecord,
): PendingRequest | undefined {
  if (!isOpen(call)) return undefined;
  return requests.find(({ status, origin, sessionId, receivedAt }) => {
    if (status !== 'pending') return false;
    if (origin.kind === 'call' || origin.kind === 'refusal') return origin.callId === call.id;
    return (
      origin.kind === 'request' && sessionId === call.sessionId && receivedAt >= call.startedAt
    );
  });
}
