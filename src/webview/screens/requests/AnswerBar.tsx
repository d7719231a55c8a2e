import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { Button } from '../../components/Button';
import type { useAnswer } from './useAnswer';

type Answering = ReturnType<typeof useAnswer>;

/** Sends the answer, or refuses to give one. */
export function AnswerBar(props: {
  request: PendingRequest;
  answering: Answering;
  verb: string;
  icon: string;
  disabled?: boolean;
  /** Something else comes first. */
  secondary?: boolean;
  onSend: () => void;
}) {
  const { answering, request } = props;
  const isElicitation = request.method === 'elicitation/create';
  // Only an elicitation can be refused where the answer goes along with the call (MCP 2026-07-28).
  const endsCall = !isElicitation && request.origin.kind === 'call';
  return (
    <div className="call-bar">
      <Button
        icon={props.icon}
        secondary={props.secondary ?? false}
        disabled={answering.busy || props.disabled === true}
        onClick={props.onSend}
        title={`${props.verb} (Ctrl+Enter)`}
      >
        {props.verb}
      </Button>
      <Button
        secondary
        disabled={answering.busy}
        title={endsCall ? 'Say no: its call ends' : 'Say no to the server'}
        onClick={() => answering.answer({ action: 'decline' })}
      >
        Decline
      </Button>
      <Button
        secondary
        disabled={answering.busy}
        title={
          isElicitation
            ? 'Say neither yes nor no: the request was dismissed'
            : endsCall
              ? 'Give the request up, and its call with it'
              : 'Give the request up: the server gets an error'
        }
        onClick={() => answering.answer({ action: 'cancel' })}
      >
        Cancel
      </Button>
    </div>
  );
}
