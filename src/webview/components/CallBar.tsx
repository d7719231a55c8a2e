import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import type { PendingRequest } from '../../shared/model/pendingRequest';
import type { CallRecord } from '../../shared/model/session';
import { useInspector, useModel } from '../app/InspectorContext';
import { AnswerLink } from './AnswerLink';
import { Button } from './Button';
import { elapsed } from './format';
import { Icon } from './Icon';
import { ProgressOf } from './ProgressOf';
import { useNow } from './useNow';
import { waitingRequest } from './waitingRequest';

const RUN_KEYS = navigator.platform.startsWith('Mac') ? t('⌘Enter') : t('Ctrl+Enter');

/** Sends a request; while one runs: its time, its progress and a way to cancel it. */
export function CallBar(props: {
  verb: string;
  icon: string;
  running: CallRecord | undefined;
  disabled: boolean;
  /** Why it is disabled. */
  why?: string | undefined;
  onRun: () => void;
  /** Other ways to run it. */
  children?: ReactNode;
}) {
  return (
    <div className="call-bar">
      <Button
        icon={props.icon}
        disabled={props.disabled}
        onClick={props.onRun}
        title={`${props.verb} (${RUN_KEYS})`}
      >
        {props.verb}
      </Button>
      {props.children}
      {props.running ? (
        <Running call={props.running} />
      ) : (
        <span className="muted">{props.why ?? RUN_KEYS}</span>
      )}
    </div>
  );
}

function Running({ call }: { call: CallRecord }) {
  const inspector = useInspector();
  const now = useNow(true, 100);
  const { progress } = call;
  const request = useModel((model) => waitingRequest(model.requests, call));
  return (
    <>
      <Button secondary onClick={() => inspector.cancel(call.id)} title={t('Cancel (Escape)')}>
        {t('Cancel')}
      </Button>
      <span className="running-time">{elapsed(now - call.startedAt)}</span>
      {request && <WaitingForAnswer request={request} />}
      {(!request || progress) && (
        <ProgressOf what="call" className="running-progress" progress={progress} />
      )}
    </>
  );
}

/** The server goes on only when the person has answered what it asks. */
function WaitingForAnswer({ request }: { request: PendingRequest }) {
  return (
    <span className="waiting" role="status">
      <Icon name="bell-dot" />
      <span>{t('Waiting for your answer')}</span>
      <AnswerLink request={request} />
    </span>
  );
}
