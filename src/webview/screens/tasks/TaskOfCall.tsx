import { t } from '@vscode/l10n';
import type { CallRecord } from '../../../shared/model/session';
import { useInspector, useModel } from '../../app/InspectorContext';
import { TaskProgress } from './TaskProgress';
import { TaskResult } from './TaskResult';
import { TaskStatus } from './TaskStatus';
import { isRunning } from './taskLook';

/** The task that the server made of a call: how it stands and what came of it, where the call's result stands. */
export function TaskOfCall({ call }: { call: CallRecord }) {
  const inspector = useInspector();
  const task = useModel((model) => model.tasks.find(({ id }) => id === call.taskId));
  if (!task) return null;
  return (
    <div className="task-of-call">
      <p className="request-of">
        <span>{t('The server made a task of it.')}</span>
        <TaskStatus task={task} />
        <button type="button" className="link" onClick={() => inspector.reveal('tasks', task.id)}>
          {t('Show the task')}
        </button>
      </p>
      {isRunning(task) && <TaskProgress task={task} />}
      <TaskResult task={task} call={call} />
    </div>
  );
}
