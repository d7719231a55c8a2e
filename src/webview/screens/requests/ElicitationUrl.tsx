import { t } from '@vscode/l10n';
import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { visible } from '../../../shared/text/visible';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';
import { LongText } from '../../components/LongText';
import { Notice } from '../../components/Notice';
import { Words } from '../../components/Words';
import { AnswerBar } from './AnswerBar';
import { isWaiting } from './conversations';
import { useAnswer } from './useAnswer';
import { useAnswerDraft } from './useAnswerDraft';

/** An address that the server wants the person to visit: seen in full before anything is opened. */
export function ElicitationUrl({ request }: { request: PendingRequest }) {
  const inspector = useInspector();
  const { message, url } = request.params;
  const address = typeof url === 'string' ? url : '';
  const host = hostOf(address);
  return (
    <>
      {typeof message === 'string' && <LongText text={message} />}
      <div className="address">
        <code className="address-text">{visible(address)}</code>
        <IconButton
          icon="copy"
          label={t('Copy the address')}
          onClick={() => inspector.copy(address)}
        />
      </div>
      {host === undefined ? (
        <Notice kind="warning">{t('It is no http or https address, and is not opened.')}</Notice>
      ) : (
        <p className="muted">
          <Words text={t('It leads to {0}.', '{0}')} args={[<strong key="host">{host}</strong>]} />
          {isWaiting(request) && ` ${t('Nothing is sent there until you open it.')}`}
        </p>
      )}
      {isWaiting(request) && <UrlAnswer request={request} url={host && address} />}
    </>
  );
}

function UrlAnswer({ request, url }: { request: PendingRequest; url: string | undefined }) {
  const inspector = useInspector();
  const [draft, change] = useAnswerDraft(request);
  const answering = useAnswer(request);
  const open = async () => {
    if (url === undefined) return;
    const opened = await inspector.ask('panel/openExternal', { url }).catch(() => false);
    if (opened) change({ opened: true });
  };
  return (
    <div className="answer">
      {url !== undefined && (
        <div className="call-bar">
          <Button
            icon="link-external"
            secondary={draft.opened === true}
            onClick={() => void open()}
          >
            {draft.opened ? t('Open again') : t('Open in browser')}
          </Button>
          {draft.opened && (
            <span className="muted" role="status">
              {t('It was opened. Come back when you are done there.')}
            </span>
          )}
        </div>
      )}
      <AnswerBar
        request={request}
        answering={answering}
        verb={t('Done')}
        icon="check"
        secondary={url !== undefined && draft.opened !== true}
        onSend={() => answering.answer({ result: { action: 'accept' } })}
      />
    </div>
  );
}

/** As a browser reads it: other alphabets cannot make it look like another one. */
function hostOf(address: string): string | undefined {
  const url = URL.parse(address);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.host : undefined;
}
