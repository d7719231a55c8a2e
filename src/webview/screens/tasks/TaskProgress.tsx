import type { TaskRecord } from '../../../shared/model/task';

export function TaskProgress({ task: { progress, status } }: { task: TaskRecord }) {
  // What waits for the person makes no progress.
  if (status !== 'working') return null;
  const known = progress?.total !== undefined && progress.total > 0;
  return (
    <div className="task-progress">
      <vscode-progress-bar
        ariaLabel="Progress of the task"
        value={known ? progress.progress : undefined}
        max={known ? progress.total : 100}
      />
      {progress && (
        <span className="running-message" role="status">
          {progress.message ?? ''}
          <span className="muted">
            {` ${progress.progress}${known ? ` of ${progress.total}` : ''}`}
          </span>
        </span>
      )}
    </div>
  );
}
