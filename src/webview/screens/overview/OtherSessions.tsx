import { t } from '@vscode/l10n';
import { useState } from 'react';
import type { SessionSummary } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { clock } from '../../components/format';
import { IconButton } from '../../components/IconButton';

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
          None. Another one shows how the server serves several clients
          {props.ownProcess ? '; it gets a process of its own.' : '.'}
        </p>
      )}
      <ul aria-label={t('Other sessions')}>
        {props.sessions.map(({ id, protocolVersion, era, openedAt }) => (
          <li key={id} className="other-session">
            <code>{id}</code>
            <span className="muted">
              {protocolVersion} ({era} era), since {clock(openedAt)}
            </span>
            <IconButton
              icon="close"
              label={`Close the session ${id}`}
              onClick={() => inspector.act('inspector/closeSession', { serverId, sessionId: id })}
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
