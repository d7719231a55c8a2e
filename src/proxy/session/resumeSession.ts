import { t } from '@vscode/l10n';
import type { SessionState } from '../../shared/model/sessionState';
import type { SessionLog } from './sessionLog';
import type { SessionSettings } from './sessionSettings';
import type { Subscriptions } from './subscriptions';

/** What a session before had been told to do, and why its server knows nothing of it any more. */
export interface Resumed {
  readonly state: SessionState;
  readonly event: 'forgotten' | 'restarted';
}

/** Goes on with what a session before had been told to do. Never rejects. */
export async function resumeSession(
  { state: { logLevel, subscriptions: before }, event }: Resumed,
  settings: SessionSettings,
  subscriptions: Subscriptions,
  log: SessionLog,
): Promise<void> {
  if (event === 'restarted') log.note('info', t('The server was started again.'));
  else log.note('warning', t('The server had forgotten the session. It was opened again.'));
  if (logLevel) {
    await settings
      .setLogLevel(logLevel)
      .catch((error: Error) =>
        log.note('warning', t('The log level could not be set again: {0}', error.message)),
      );
  }
  await subscriptions.resume(before);
}
