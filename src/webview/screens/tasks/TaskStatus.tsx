import type { TaskRecord } from '../../../shared/model/task';
import { Icon } from '../../components/Icon';
import { taskLook } from './taskLook';

/** How a task stands. Announced when it changes. */
export function TaskStatus({ task }: { task: TaskRecord }) {
  const look = taskLook(task);
  return (
    <span className="status" role="status" data-status={task.status} data-tone={look.tone}>
      <Icon name={look.icon} spin={look.icon === 'loading'} />
      <span>{look.word}</span>
    </span>
  );
}
