import { t } from '@vscode/l10n';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { isOpen } from '../../../shared/model/session';
import { useInspector, useModel } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { clock } from '../../components/format';
import { JsonBlock } from '../../components/JsonBlock';
import { kindOf } from './requestLook';

interface Props {
  request: PendingRequest;
}

/** What the server was told, or why it was told nothing. */
export function GivenAnswer({ request }: Props) {
  const { answer } = request;
  return (
    <>
      {answer === undefined ? (
        <p className="muted">{whyNoAnswer(request.status)}</p>
      ) : (
        <JsonBlock
          title={'error' in answer ? t('The error that was answered') : t('The answer')}
          value={'error' in answer ? answer.error : answer.result}
        />
      )}
      {kindOf(request) === 'url' && request.status === 'answered' && (
        <Completion request={request} />
      )}
    </>
  );
}

/** The person is done at the address; whether the server knows it yet is another matter. */
function Completion({ request: { completedAt, origin, serverId, sessionId } }: Props) {
  const inspector = useInspector();
  const callId = origin.kind === 'refusal' ? origin.callId : undefined;
  const call = useModel((model) => model.calls.find(({ id }) => id === callId));
  if (completedAt !== undefined) {
    return (
      <p className="muted" role="status">
        {t('The server says that it is complete, at {0}.', clock(completedAt).slice(0, 8))}
      </p>
    );
  }
  return (
    <>
      <p className="muted" role="status">
        {t('The server has not said yet that it is complete; it need not.')}
      </p>
      {call && isOpen(call) && (
        <div className="call-bar">
          <Button
            secondary
            icon="refresh"
            onClick={() =>
              inspector.act('inspector/retry', { serverId, sessionId, callId: call.id })
            }
          >
            {t('Send the call again')}
          </Button>
        </div>
      )}
    </>
  );
}

function whyNoAnswer(status: PendingRequest['status']): string {
  switch (status) {
    case 'withdrawn':
      return t('The server, or the end of its call, took the request back.');
    case 'lost':
      return t('The session ended before there was an answer.');
    case 'timedOut':
      return t('Nobody answered in time.');
    case 'cancelled':
      return t('The request was cancelled with its call.');
    default:
      return t('The server was given no answer.');
  }
}
