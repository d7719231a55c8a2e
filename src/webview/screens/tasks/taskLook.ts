import { t } from '@vscode/l10n';
import { isTerminal, type TaskRecord } from '../../../shared/model/task';

export interface TaskLook {
  readonly icon: string;
  readonly word: string;
  readonly tone: 'busy' | 'good' | 'warning' | 'bad' | 'neutral';
}

/** How a task stands. A status that no specification knows is shown in the server's own word. */
export function taskLook({ status, isFollowed, problem }: TaskRecord): TaskLook {
  if (!isTerminal(status) && !isFollowed && problem !== undefined) {
    return { icon: 'debug-disconnect', word: t('Not followed any more'), tone: 'bad' };
  }
  switch (status) {
    case 'working':
      return { icon: 'loading', word: t('Working'), tone: 'busy' };
    case 'input_required':
      return { icon: 'bell-dot', word: t('Input required'), tone: 'busy' };
    case 'completed':
      return { icon: 'pass', word: t('Completed'), tone: 'good' };
    case 'failed':
      return { icon: 'error', word: t('Failed'), tone: 'bad' };
    case 'cancelled':
      return { icon: 'circle-slash', word: t('Cancelled'), tone: 'neutral' };
    default:
      return { icon: 'question', word: status, tone: 'neutral' };
  }
}

/** It has neither ended nor been given up. */
export function isRunning({ status, isFollowed }: TaskRecord): boolean {
  return isFollowed && !isTerminal(status);
}
