import { t } from '@vscode/l10n';
import type { CallRecord } from '../../shared/model/session';

/** A bar, and what was said of the progress last. Without a known total the bar only tells that something runs. */
export function ProgressOf(props: {
  what: 'call' | 'task';
  className: string;
  progress: CallRecord['progress'] | undefined;
}) {
  const { what, className, progress } = props;
  const known = progress?.total !== undefined && progress.total > 0;
  return (
    <div className={className}>
      <vscode-progress-bar
        ariaLabel={what === 'call' ? t('Progress of the call') : t('Progress of the task')}
        value={known ? progress.progress : undefined}
        max={known ? progress.total : 100}
      />
      {progress && (
        <span className="running-message" role="status">
          {progress.message ?? ''}
          <span className="muted">
            {` ${known ? t('{0} of {1}', progress.progress, progress.total ?? 0) : progress.progress}`}
          </span>
        </span>
      )}
    </div>
  );
}
