import { t } from '@vscode/l10n';
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
        title={t('{0} (Ctrl+Enter)', props.verb)}
      >
        {props.verb}
      </Button>
      <Button
        secondary
        disabled={answering.busy}
        title={endsCall ? t('Say no: its call ends') : t('Say no to the server')}
        onClick={() => answering.answer({ action: 'decline' })}
      >
        {t('Decline')}
      </Button>
      <Button
        secondary
        disabled={answering.busy}
        title={
          isElicitation
            ? t('Say neither yes nor no: the request was dismissed')
            : endsCall
              ? t('Give the request up, and its call with it')
              : t('Give the request up: the server gets an error')
        }
        onClick={() => answering.answer({ action: 'cancel' })}
      >
        {t('Cancel')}
      </Button>
    </div>
  );
}
