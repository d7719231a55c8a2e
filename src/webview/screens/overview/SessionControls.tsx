import { t } from '@vscode/l10n';
import { useState } from 'react';
import type { SessionSummary } from '../../../shared/model/session';
import type { ServerSnapshot } from '../../../shared/model/state';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { duration } from '../../components/format';
import { Section } from '../../components/Section';
import { messageOf } from '../../state/inspector';
import { EraPicker } from '../settings/EraPicker';
import { RestartNotice } from '../settings/RestartNotice';
import { useSessionSettings } from '../settings/useSessionSettings';
import { OtherSessions } from './OtherSessions';

/** What can be done to the session: another era, a new one in its place, others besides. */
export function SessionControls(props: { server: ServerSnapshot; session: SessionSummary }) {
  const inspector = useInspector();
  const settings = useSessionSettings();
  const { server, session } = props;
  const { serverId } = inspector;
  return (
    <Section name="session" title={t('Session')}>
      <div className="stack">
        <EraPicker of={settings} />
        <RestartNotice of={settings} />
        <div className="call-bar">
          <Button
            secondary
            icon="plug"
            title={
              server.url === undefined
                ? t('A new session, with a new process of the server')
                : t('A new session with the server as it runs')
            }
            onClick={() => inspector.act('inspector/reconnect', { serverId })}
          >
            {t('Reconnect')}
          </Button>
          <Button secondary icon="settings-gear" onClick={() => inspector.show('settings')}>
            {t('Settings of the session')}
          </Button>
          {session.era === 'legacy' && <Ping key={session.id} />}
        </div>
        <OtherSessions
          sessions={server.otherSessions ?? []}
          ownProcess={server.url === undefined}
        />
      </div>
    </Section>
  );
}

function Ping() {
  const inspector = useInspector();
  const [said, setSaid] = useState('');
  const [waiting, setWaiting] = useState(false);
  const ping = async () => {
    setWaiting(true);
    setSaid('');
    try {
      const { ms } = await inspector.ask('inspector/ping', { serverId: inspector.serverId });
      setSaid(t('Answered in {0}', duration(ms)));
    } catch (error) {
      setSaid(t('No answer: {0}', messageOf(error)));
    }
    setWaiting(false);
  };
  return (
    <>
      <Button secondary icon="pulse" disabled={waiting} onClick={() => void ping()}>
        {t('Ping')}
      </Button>
      <span className="muted" role="status">
        {said}
      </span>
    </>
  );
}
