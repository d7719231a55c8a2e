import { t } from '@vscode/l10n';
import { isActive } from '../../shared/model/state';
import { useInspector, useModel } from '../app/InspectorContext';
import { statusLook } from '../app/serverStatus';
import { Button } from './Button';
import { EmptyState } from './EmptyState';

/** Why a screen has nothing to show while no session is open, and what to do about it. */
export function NotReady({ what }: { what: string }) {
  const inspector = useInspector();
  const server = useModel((model) => model.server);
  if (!server) return <EmptyState icon="loading" busy title={t('Asking for the server')} />;
  const { state } = server;
  const look = statusLook(state);
  const overview = (
    <Button secondary onClick={() => inspector.show('overview')}>
      {t('Show the launch')}
    </Button>
  );
  if (state.status === 'failed') {
    return (
      <EmptyState icon={look.icon} title={state.diagnosis.title} actions={overview}>
        The server is not ready, so its {what} are not known. The overview says why, and what to do.
      </EmptyState>
    );
  }
  if (isActive(state)) {
    return (
      <EmptyState icon="loading" busy title={look.word} actions={overview}>
        The {what} are listed as soon as the server is ready.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={look.icon}
      title={look.word}
      actions={
        <Button icon="play" onClick={() => inspector.act('panel/start')}>
          {t('Start server')}
        </Button>
      }
    >
      Start the server to list its {what}.
    </EmptyState>
  );
}
