import { t } from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'react';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { useInspector, useModel } from '../../app/InspectorContext';
import { CallStatus } from '../../components/CallStatus';
import { useScrollMemory } from '../../components/useScrollMemory';
import { Words } from '../../components/Words';
import { type CallWords, callWords } from './callWords';
import type { Conversation } from './conversations';
import { RequestCard } from './RequestCard';

/** All that was asked for one call or task, round by round, with the answers; what waits can be answered. */
export function ConversationDetail({ conversation }: { conversation: Conversation }) {
  const pane = useScrollMemory(`request ${conversation.id}`);
  const { requests, waiting } = conversation;
  const hasRounds = new Set(requests.map(roundOf)).size > 1;
  const head = useRef<HTMLHeadingElement>(null);
  const before = useRef(waiting);
  useLayoutEffect(() => {
    // With the answer goes the button that was pressed; whoever works by keyboard stays in place.
    const isLost = document.activeElement === document.body;
    if (waiting < before.current && isLost) head.current?.focus({ preventScroll: true });
    before.current = waiting;
  }, [waiting]);
  return (
    <div className="detail" {...pane}>
      <header className="detail-head">
        <h2 className="detail-title" tabIndex={-1} ref={head}>
          {requests.length === 1 ? t('Request from the server') : t('Requests from the server')}
        </h2>
        <Belonging conversation={conversation} />
        {waiting > 1 && (
          <p className="muted">{t('It goes on when all {0} requests are answered.', waiting)}</p>
        )}
      </header>
      <ol className="request-rounds" aria-label={t('Requests')}>
        {requests.map((request, index) => (
          <li key={request.id}>
            {hasRounds && <Round request={request} before={requests[index - 1]} />}
            <RequestCard request={request} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A call that is sent again asks in rounds. */
function Round(props: { request: PendingRequest; before: PendingRequest | undefined }) {
  const round = roundOf(props.request);
  if (round === undefined || (props.before && round === roundOf(props.before))) return null;
  return <p className="request-round">{t('Round {0}', round)}</p>;
}

function roundOf({ origin }: PendingRequest): number | undefined {
  return origin.kind === 'call' ? origin.round : undefined;
}

/** The call or the task that the server needs the answers for. */
function Belonging({ conversation: { callId, taskId } }: { conversation: Conversation }) {
  const call = useModel((model) => model.calls.find(({ id }) => id === callId));
  const task = useModel((model) => model.tasks.find(({ id }) => id === taskId));
  if (call) {
    const { name, screen } = callWords(call);
    return (
      <p className="request-of">
        <span>
          <Words
            text={t('For the call of {0}', '{0}')}
            args={[<Linked key="name" name={name} screen={screen} />]}
          />
        </span>
        <CallStatus call={call} />
      </p>
    );
  }
  if (taskId === undefined) return null;
  return (
    <p className="request-of">
      <span>
        <Words
          text={t('For the task {0}', '{0}')}
          args={[<Linked key="id" name={taskId} screen={task && 'tasks'} />]}
        />
      </span>
    </p>
  );
}

/** A link to where it is shown, if anywhere. */
function Linked({ name, screen }: { name: string; screen: CallWords['screen'] | 'tasks' }) {
  const inspector = useInspector();
  if (!screen) return <code>{name}</code>;
  return (
    <button type="button" className="link" onClick={() => inspector.reveal(screen, name)}>
      {name}
    </button>
  );
}
