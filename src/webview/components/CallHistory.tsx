import type { CallRecord } from '../../shared/model/session';
import { CallStatus } from './CallStatus';
import { callLook } from './callLook';
import { clock, duration } from './format';
import type { Calls } from './useCalls';

/** Heading of the result, with the earlier calls to choose from. */
export function CallHistory({ calls }: { calls: Calls }) {
  if (!calls.shown) return null;
  return (
    <div className="result-head">
      <h3 className="result-title">Result</h3>
      <CallStatus call={calls.shown} />
      {calls.all.length > 1 && (
        <span className="select history">
          <select
            className="input"
            aria-label="Calls, newest first"
            value={calls.shown.id}
            onChange={(event) =>
              calls.choose(event.target.value === calls.all[0]?.id ? undefined : event.target.value)
            }
          >
            {calls.all.map((call) => (
              <option key={call.id} value={call.id}>
                {summary(call)}
              </option>
            ))}
          </select>
          <span className="codicon codicon-chevron-down" aria-hidden="true" />
        </span>
      )}
    </div>
  );
}

/** `14:03:07 · Succeeded · 38 ms` */
function summary(call: CallRecord): string {
  const time = clock(call.startedAt).slice(0, 8);
  const took = call.endedAt === undefined ? [] : [duration(call.endedAt - call.startedAt)];
  return [time, callLook(call).word, ...took].join(' · ');
}
