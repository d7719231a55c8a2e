import type { TaskRecord } from '../../../shared/model/task';
import { ProgressOf } from '../../components/ProgressOf';

export function TaskProgress({ task: { progress, status } }: { task: TaskRecord }) {
  // What waits for the person makes no progress.
  if (status !== 'working') return null;
  return <ProgressOf what="task" className="task-progress" progress={progress} />;
}
