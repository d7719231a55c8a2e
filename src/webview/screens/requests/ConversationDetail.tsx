import { useLayoutEffect, useRef } from 'react';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { useInspector, useModel } from '../../app/InspectorContext';
import { CallStatus } from '../../components/CallStatus';
import { useScrollMemory } from '../../components/useScrollMemory';
import { callWords } from './callWords';
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
          {requests.length === 1 ? 'Request from the server' : 'Requests from the server'}
        </h2>
        <Belonging conversation={conversation} />
        {waiting > 1 && (
          <p className="muted">{`It goes on when all ${waiting} requests are answered.`}</p>
        )}
      </header>
      <ol className="request-rounds" aria-label="Requests">
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
  return <p className="request-round">{`Round ${round}`}</p>;
}

function roundOf({ origin }: PendingRequest): number | undefined {
  return origin.kind === 'call' ? origin.round : undefined;
}

/** The call or the task that the server needs the answers for. */
function Belonging({ conversation: { callId, taskId } }: { conversation: Conversation }) {
  const inspector = useInspector();
  const call = useModel((model) => model.calls.find(({ id }) => id === callId));
  const task = useModel((model) => model.tasks.find(({ id }) => id === taskId));
  if (call) {
    const { name, screen } = callWords(call);
    return (
      <p className="request-of">
        <span>For the call of</span>
        {screen ? (
          <button type="button" className="link" onClick={() => inspector.reveal(screen, name)}>
            {name}
          </button>
        ) : (
          <code>{name}</code>
        )}
        <CallStatus call={call} />
      </p>
    );
  }
  if (taskId === undefined) return null;
  return (
    <p className="request-of">
      <span>For the task</span>
      {task ? (
        <button type="button" className="link" onClick={() => inspector.reveal('tasks', taskId)}>
          {taskId}
        </button>
      ) : (
        <code>{taskId}</code>
      )}
    </p>
  );
}
