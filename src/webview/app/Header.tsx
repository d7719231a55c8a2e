import { t } from '@vscode/l10n';
import type { DevState } from '../../shared/model/dev';
import { isActive, type ServerSnapshot } from '../../shared/model/state';
import { Button } from '../components/Button';
import { Icon } from '../components/Icon';
import { IconButton } from '../components/IconButton';
import { useInspector, useModel } from './InspectorContext';
import { openOverlay } from './Overlays';
import { PALETTE_KEYS } from './overlayKeys';
import { serverLook } from './serverStatus';

/** Which server this is, how it is, and the ways to change that. */
export function Header() {
  const server = useModel((model) => model.server);
  return (
    <div className="header">
      <h1 className="header-name" title={server?.name}>
        {server?.name ?? t('Inspector')}
      </h1>
      {server && <Status server={server} />}
      {server && <Actions server={server} />}
    </div>
  );
}

function Status({ server }: { server: ServerSnapshot }) {
  const look = serverLook(server);
  return (
    <span className="status" role="status" data-status={server.state.status} data-tone={look.tone}>
      <Icon name={look.icon} spin={look.tone === 'busy'} />
      <span>{look.word}</span>
    </span>
  );
}

function Actions({ server }: { server: ServerSnapshot }) {
  const inspector = useInspector();
  const active = isActive(server.state);
  return (
    <div className="header-actions">
      {!active && (
        <Button icon="play" onClick={() => inspector.act('panel/start')}>
          {t('Start')}
        </Button>
      )}
      {!server.debugged && (
        <IconButton
          icon="debug-alt"
          label={active ? t('Restart under the debugger') : t('Debug')}
          onClick={() => inspector.act('panel/debug')}
        />
      )}
      {active && (
        <>
          <IconButton
            icon="debug-restart"
            label={t('Restart')}
            onClick={() => inspector.act('panel/restart')}
          />
          <IconButton
            icon="debug-stop"
            label={t('Stop')}
            onClick={() => inspector.act('panel/stop')}
          />
        </>
      )}
      {server.dev && <RestartOnSave dev={server.dev} />}
      <IconButton
        icon="list-selection"
        label={t('Commands ({0})', PALETTE_KEYS)}
        onClick={() => openOverlay('commands')}
      />
      <IconButton
        icon="output"
        label={t('Show output')}
        onClick={() => inspector.act('panel/showOutput')}
      />
      <IconButton
        icon="gear"
        label={t('Open configuration')}
        onClick={() => inspector.act('panel/openConfiguration')}
      />
    </div>
  );
}

/** Stays pressed while a change of the server's files restarts it. */
function RestartOnSave({ dev: { restartsOnSave, watched } }: { dev: DevState }) {
  const inspector = useInspector();
  const namesFiles = restartsOnSave && watched.length > 0;
  return (
    <IconButton
      icon="eye"
      label={namesFiles ? t('Restart on save: {0}', watched.join(', ')) : t('Restart on save')}
      pressed={restartsOnSave}
      onClick={() => inspector.act('panel/setRestartOnSave', { wanted: !restartsOnSave })}
    />
  );
}
