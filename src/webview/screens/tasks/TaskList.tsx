import { t } from '@vscode/l10n';
import type { TaskRecord } from '../../../shared/model/task';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { grouped } from '../../components/format';
import { Icon } from '../../components/Icon';
import { ListItem } from '../../components/ListItem';
import { useRowHeight } from '../../components/useRowHeight';
import { VirtualList } from '../../components/VirtualList';
import { callWords } from '../requests/callWords';
import { RefreshTasks } from './RefreshTasks';
import { isRunning, taskLook } from './taskLook';

/** Newest first. */
export function TaskList({ tasks, ready }: { tasks: readonly TaskRecord[]; ready: boolean }) {
  const [view, change] = useViewPart('tasks');
  const rowHeight = useRowHeight(2, 8);
  const select = (index: number, browsing: boolean) => {
    const task = tasks[index];
    if (task) change((now) => ({ ...now, selected: task.id, browsing }));
  };
  const running = tasks.filter(isRunning).length;
  return (
    <div className="searchable">
      <div className="list-tools">
        <span className="grow muted" role="status">
          {runningWords(running)}
        </span>
        <RefreshTasks ready={ready} />
      </div>
      <VirtualList
        items={tasks}
        label={t('Tasks')}
        rowHeight={rowHeight}
        selected={tasks.findIndex(({ id }) => id === view.selected)}
        onMove={(index) => select(index, true)}
        onOpen={(index) => select(index, false)}
        keyOf={({ id }) => id}
        name="list tasks"
        query=""
      >
        {(task) => <TaskItem task={task} />}
      </VirtualList>
    </div>
  );
}

function runningWords(count: number): string {
  if (count === 0) return t('None is running');
  return count === 1 ? t('1 task running') : t('{0} tasks running', grouped(count));
}

function TaskItem({ task }: { task: TaskRecord }) {
  const call = useModel((model) => model.calls.find(({ id }) => id === task.callId));
  const look = taskLook(task);
  const words = [look.word, task.progress?.message ?? task.statusMessage].filter(Boolean);
  return (
    <div className="task-item" data-tone={look.tone}>
      <Icon name={look.icon} spin={look.icon === 'loading'} />
      <ListItem title={call ? callWords(call).name : task.id} text={words.join(' · ')} />
    </div>
  );
}
