import { t } from '@vscode/l10n';
import { TRAFFIC_FILE_PREFIX } from '../../shared/model/traffic';
import { ErrorBoundary } from '../components/ErrorBoundary';
import { Icon } from '../components/Icon';
import { MessagesScreen } from '../screens/messages/MessagesScreen';
import { useInspector } from './InspectorContext';
import { Overlays } from './Overlays';
import { ProblemBar } from './ProblemBar';

/** A file of traffic, to be looked at: the messages, and nothing that needs a server. */
export function FileApp() {
  const inspector = useInspector();
  const path = inspector.serverId.slice(TRAFFIC_FILE_PREFIX.length);
  const name = path.split(/[/\\]/).at(-1);
  return (
    <div className="app">
      <header className="top">
        <div className="header file-header">
          <Icon name="file" />
          <h1 className="header-name" title={path}>
            {name}
          </h1>
          <span className="muted">{t('Traffic file, read only')}</span>
        </div>
      </header>
      <ProblemBar />
      <main className="screen">
        <ErrorBoundary>
          <MessagesScreen />
        </ErrorBoundary>
      </main>
      <Overlays />
    </div>
  );
}
