import type { Progress } from '../../shared/model/session';
import type { Params } from './protocol';

/** What `notifications/progress` says; undefined if it says none. */
export function readProgress({ progress, total, message }: Params): Progress | undefined {
  if (typeof progress !== 'number') return undefined;
  return {
    progress,
    ...(typeof total === 'number' && { total }),
    ...(typeof message === 'string' && { message }),
  };
}
