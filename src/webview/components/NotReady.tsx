import { t } from '@vscode/l10n';
import { isActive } from '../../shared/model/state';
import { useInspector, useModel } from '../app/InspectorContext';
import { statusLook } from '../app/serverStatus';
import { Button } from './Button';
import { EmptyState } from './EmptyState';
import type { ListName } from './listWords';

type Listed = ListName | 'tasks' | 'logs' | 'changes';

/** Why a screen has nothing to show while no session is open, and what to do about it. */
export function NotReady({ what }: { what: Listed }) {
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
        {`${unknownWords(what)} ${t('The overview says why, and what to do.')}`}
      </EmptyState>
    );
  }
  if (isActive(state)) {
    return (
      <EmptyState icon="loading" busy title={look.word} actions={overview}>
        {soonWords(what)}
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
      {startWords(what)}
    </EmptyState>
  );
}

function unknownWords(what: Listed): string {
  switch (what) {
    case 'tools':
      return t('The server is not ready, so its tools are not known.');
    case 'resources':
      return t('The server is not ready, so its resources are not known.');
    case 'prompts':
      return t('The server is not ready, so its prompts are not known.');
    case 'tasks':
      return t('The server is not ready, so its tasks are not known.');
    case 'logs':
      return t('The server is not ready, so its logs are not known.');
    case 'changes':
      return t('The server is not ready, so its changes are not known.');
  }
}

function soonWords(what: Listed): string {
  switch (what) {
    case 'tools':
      return t('The tools are listed as soon as the server is ready.');
    case 'resources':
      return t('The resources are listed as soon as the server is ready.');
    case 'prompts':
      return t('The prompts are listed as soon as the server is ready.');
    case 'tasks':
      return t('The tasks are listed as soon as the server is ready.');
    case 'logs':
      return t('The logs are listed as soon as the server is ready.');
    case 'changes':
      return t('The changes are listed as soon as the server is ready.');
  }
}

function startWords(what: Listed): string {
  switch (what) {
    case 'tools':
      return t('Start the server to list its tools.');
    case 'resources':
      return t('Start the server to list its resources.');
    case 'prompts':
      return t('Start the server to list its prompts.');
    case 'tasks':
      return t('Start the server to list its tasks.');
    case 'logs':
      return t('Start the server to list its logs.');
    case 'changes':
      return t('Start the server to list its changes.');
  }
}
