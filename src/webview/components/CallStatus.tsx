import type { CallRecord } from '../../shared/model/session';
import { callLook } from './callLook';
import { duration } from './format';
import { Icon } from './Icon';

/** How a call stands or ended, and how long it took. Announced when it changes. */
export function CallStatus({ call }: { call: CallRecord }) {
  const look = callLook(call);
  return (
    <span className="status" role="status" data-status={call.status} data-tone={look.tone}>
      <Icon name={look.icon} spin={look.tone === 'busy'} />
      <span>{look.word}</span>
      {call.endedAt !== undefined && (
        <span className="muted">{duration(call.endedAt - call.startedAt)}</span>
      )}
    </span>
  );
}
