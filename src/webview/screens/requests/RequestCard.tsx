import { t } from '@vscode/l10n';
import { useId } from 'react';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { clock } from '../../components/format';
import { Icon } from '../../components/Icon';
import { JsonBlock } from '../../components/JsonBlock';
import { Section } from '../../components/Section';
import { Countdown } from './Countdown';
import { isWaiting } from './conversations';
import { ElicitationForm } from './ElicitationForm';
import { ElicitationUrl } from './ElicitationUrl';
import { GivenAnswer } from './GivenAnswer';
import { kindOf, requestLook, statusLook } from './requestLook';
import { SamplingAnswer } from './SamplingAnswer';
import { SamplingRequest } from './SamplingRequest';

/** One request of the server: what it asks, and the way to answer, or what was answered. */
export function RequestCard({ request }: { request: PendingRequest }) {
  const title = useId();
  const look = requestLook(request);
  const status = statusLook(request);
  return (
    <article className="request" aria-labelledby={title} data-waiting={isWaiting(request)}>
      <header className="request-head">
        <h3 className="request-title" id={title}>
          <Icon name={look.icon} />
          {look.title}
        </h3>
        <span className="status" role="status" data-tone={status.tone}>
          <Icon name={status.icon} />
          <span>{status.word}</span>
        </span>
        <span className="muted">{clock(request.receivedAt).slice(0, 8)}</span>
        {isWaiting(request) && request.deadline !== undefined && (
          <Countdown deadline={request.deadline} />
        )}
      </header>
      <Body request={request} />
      {!isWaiting(request) && <GivenAnswer request={request} />}
      <Section name={`request ${request.id}`} title={t('As it was sent')} openAtFirst={false}>
        <JsonBlock title={request.method} value={request.params} />
      </Section>
    </article>
  );
}

function Body({ request }: { request: PendingRequest }) {
  const waiting = isWaiting(request);
  switch (kindOf(request)) {
    case 'sampling':
      return (
        <>
          <SamplingRequest params={request.params} />
          {waiting && <SamplingAnswer request={request} />}
        </>
      );
    case 'form':
      return <ElicitationForm request={request} />;
    case 'url':
      return <ElicitationUrl request={request} />;
    default:
      return null;
  }
}
