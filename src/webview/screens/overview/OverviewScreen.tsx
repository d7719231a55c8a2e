import { t } from '@vscode/l10n';
import type { ServerSnapshot } from '../../../shared/model/state';
import { useInspector, useModel } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { useScrollMemory } from '../../components/useScrollMemory';
import { DiagnosisCard } from './DiagnosisCard';
import { Identity } from './Identity';
import { LaunchProgress } from './LaunchProgress';
import { LaunchSummary } from './LaunchSummary';
import { OutputTail } from './OutputTail';

export function OverviewScreen() {
  const server = useModel((model) => model.server);
  if (!server) return <EmptyState icon="loading" busy title={t('Asking for the server')} />;
  return <Page server={server} />;
}

function Page({ server }: { server: ServerSnapshot }) {
  return (
    <div className="page" {...useScrollMemory('overview')}>
      <Body server={server} />
    </div>
  );
}

function Body({ server }: { server: ServerSnapshot }) {
  const { state } = server;
  switch (state.status) {
    case 'idle':
      return <Welcome name={server.name} />;
    case 'checking':
    case 'starting':
    case 'probing':
      return <LaunchProgress server={server} step={state.step} />;
    case 'failed':
      return (
        <>
          <DiagnosisCard diagnosis={state.diagnosis} kind="error" />
          <LaunchSummary server={server} />
          <OutputTail openAtFirst />
        </>
      );
    case 'stopped':
      return <Stopped server={server} />;
    default:
      return (
        <>
          {state.status === 'degraded' && (
            <DiagnosisCard diagnosis={state.diagnosis} kind="warning" />
          )}
          {server.warnings.map((warning) => (
            <DiagnosisCard key={warning.code} diagnosis={warning} kind="warning" />
          ))}
          <Identity server={server} />
          <LaunchSummary server={server} />
          <OutputTail />
        </>
      );
  }
}

function Welcome({ name }: { name: string }) {
  const inspector = useInspector();
  return (
    <EmptyState
      icon="inspect"
      title={t('{0} is not running', name)}
      actions={
        <>
          <Button icon="play" onClick={() => inspector.act('panel/start')}>
            {t('Start server')}
          </Button>
          <Button secondary onClick={() => inspector.act('panel/openConfiguration')}>
            {t('Open configuration')}
          </Button>
        </>
      }
    >
      {t('Start it to see its tools, resources and prompts, and every message that passes.')}
    </EmptyState>
  );
}

function Stopped({ server }: { server: ServerSnapshot }) {
  const inspector = useInspector();
  return (
    <>
      <EmptyState
        icon="debug-stop"
        title={t('{0} is stopped', server.name)}
        actions={
          <Button icon="play" onClick={() => inspector.act('panel/start')}>
            {t('Start server')}
          </Button>
        }
      >
        {t('Its messages and earlier results are still here. Start it to call it again.')}
      </EmptyState>
      <LaunchSummary server={server} />
      <OutputTail />
    </>
  );
}
