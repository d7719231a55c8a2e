import { t } from '@vscode/l10n';
import { useState } from 'react';
import type { SessionSummary } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { clock } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { protocolWords } from './protocolWords';

/** The sessions that were opened beside the first, which is the one that all screens show. */
export function OtherSessions(props: {
  sessions: readonly SessionSummary[];
  /** Each has a process of its own. */
  ownProcess: boolean;
}) {
  const inspector = useInspector();
  const { serverId } = inspector;
  const [opening, setOpening] = useState(false);
  const open = async () => {
    setOpening(true);
    await inspector.act('inspector/openSession', { serverId });
    setOpening(false);
  };
  return (
    <div className="stack">
      <h3 className="sub-title">{t('Other sessions')}</h3>
      {props.sessions.length === 0 && (
        <p className="muted">
          {props.ownProcess
            ? t(
                'None. Another one shows how the server serves several clients; it gets a process of its own.',
              )
            : t('None. Another one shows how the server serves several clients.')}
        </p>
      )}
      <ul aria-label={t('Other sessions')}>
        {props.sessions.map((session) => (
          <li key={session.id} className="other-session">
            <code>{session.id}</code>
            <span className="muted">
              {t('{0}, since {1}', protocolWords(session), clock(session.openedAt))}
            </span>
            <IconButton
              icon="close"
              label={t('Close the session {0}', session.id)}
              onClick={() =>
                inspector.act('inspector/closeSession', { serverId, sessionId: session.id })
              }
            />
          </li>
        ))}
      </ul>
      <Button secondary icon="add" disabled={opening} onClick={() => void open()}>
        {t('Open another session')}
      </Button>
    </div>
  );
}
