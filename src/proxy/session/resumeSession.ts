import type { SessionState } from '../../shared/model/sessionState';
import type { SessionLog } from './sessionLog';
import type { SessionSettings } from './sessionSettings';
import type { Subscriptions } from './subscriptions';

/** Goes on with what a session before had been told to do, which its server has forgotten. Never rejects. */
export async function resumeSession(
  { logLevel, subscriptions: before }: SessionState,
  settings: SessionSettings,
  subscriptions: Subscriptions,
  log: SessionLog,
): Promise<void> {
  log.note('warning', 'The server had forgotten the session. It was opened again.');
  if (logLevel) {
    await settings
      .setLogLevel(logLevel)
      .catch((error: Error) =>
        log.note('warning', `The log level could not be set again: ${error.message}`),
      );
  }
  await subscriptions.resume(before);
}
