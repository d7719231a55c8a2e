import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import type { CallRecord } from '../../shared/model/session';
import { useInspector } from '../app/InspectorContext';
import { CallStatus } from './CallStatus';
import { callLook } from './callLook';
import { clock, duration } from './format';
import { IconButton } from './IconButton';
import { Select } from './Select';
import type { Calls } from './useCalls';

/** Heading of the result, with the earlier calls to choose from. */
export function CallHistory(props: {
  calls: Calls;
  title: string;
  /** More that can be done with the call that is shown. */
  children?: ReactNode;
}) {
  const { calls, title } = props;
  const inspector = useInspector();
  const { shown } = calls;
  if (!shown) return null;
  const answer = shown.result ?? shown.error;
  const text = () => JSON.stringify(answer, null, 2);
  return (
    <div className="result-head">
      <h3 className="result-title">{title}</h3>
      <CallStatus call={shown} />
      {calls.all.length > 1 && (
        <Select
          className="history"
          aria-label={t('Calls, newest first')}
          value={shown.id}
          onChange={(event) =>
            calls.choose(event.target.value === calls.all[0]?.id ? undefined : event.target.value)
          }
        >
          {calls.all.map((call) => (
            <option key={call.id} value={call.id}>
              {summary(call)}
            </option>
          ))}
        </Select>
      )}
      <span className="result-tools">
        {props.children}
        {answer !== undefined && (
          <>
            <IconButton
              icon="copy"
              label={t('Copy the whole answer as JSON')}
              onClick={() => inspector.copy(text())}
            />
            <IconButton
              icon="go-to-file"
              label={t('Open the whole answer in the editor')}
              onClick={() => inspector.openText(text(), 'json')}
            />
          </>
        )}
      </span>
    </div>
  );
}

/** `14:03:07 · Succeeded · 38 ms` */
function summary(call: CallRecord): string {
  const time = clock(call.startedAt).slice(0, 8);
  const took = call.endedAt === undefined ? [] : [duration(call.endedAt - call.startedAt)];
  return [time, callLook(call).word, ...took].join(' · ');
}
