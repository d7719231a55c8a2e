import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { isReady } from '../../../shared/model/state';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { EmptyState } from '../../components/EmptyState';
import { ListDetail } from '../../components/ListDetail';
import { NotReady } from '../../components/NotReady';
import { RefreshTasks } from './RefreshTasks';
import { TaskDetail } from './TaskDetail';
import { TaskList } from './TaskList';
import { offersTasks } from './taskSupport';

/** What the server does in the background: how it stands, and what came of it. */
export function TasksScreen() {
  const tasks = useModel((model) => model.tasks);
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  const session = useModel((model) => model.server?.session);
  const [view, change] = useViewPart('tasks');
  const newestFirst = useMemo(() => tasks.toReversed(), [tasks]);
  const selected = tasks.find(({ id }) => id === view.selected);
  if (tasks.length === 0) {
    if (!ready) return <NotReady what="tasks" />;
    if (!offersTasks(session)) {
      return (
        <EmptyState icon="checklist" title={t('This server runs no tasks')}>
          {t('It does not declare that it can run a call in the background.')}
        </EmptyState>
      );
    }
    return (
      <EmptyState
        icon="checklist"
        title={t('No tasks yet')}
        actions={<RefreshTasks ready={ready} wide />}
      >
        {t(
          'A call that the server runs as a task appears here, and can be followed and cancelled.',
        )}
      </EmptyState>
    );
  }
  return (
    <ListDetail
      screen="tasks"
      list={<TaskList tasks={newestFirst} ready={ready} />}
      detail={selected && <TaskDetail key={selected.id} task={selected} ready={ready} />}
      nothing={
        <EmptyState icon="checklist" title={t('Select a task')}>
          {t('How it stands and what comes of it appear here.')}
        </EmptyState>
      }
      backLabel={t('All tasks')}
      browsing={view.browsing}
      onBack={() => change((now) => ({ ...now, browsing: true }))}
    />
  );
}
