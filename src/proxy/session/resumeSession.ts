import type { SessionState } from '../../shared/model/sessionState';
import type { SessionLog } from './sessionLog';
import type { SessionSettings } from './sessionSettings';
import type { Subscriptions } from './subscriptions';

/** What a session before had been told to do, and why its server knows nothing of it any more. */
export interface Resumed {
  readonly state: SessionState;
  readonly event: 'forgotten' | 'restarted';
}

const WORDS = {
  forgotten: ['warning', 'The server had forgotten the session. It was opened again.'],
  restarted: ['info', 'The server was started again.'],
} as const;

/** Goes on with what a session before had been told to do. Never rejects. */
export async function resumeSession(
  { state: { logLevel, subscriptions: before }, event }: Resumed,
  settings: SessionSettings,
  subscriptions: Subscriptions,
  log: SessionLog,
): Promise<void> {
  const [level, words] = WORDS[event];
  log.note(level, words);
  if (logLevel) {
    await settings
      .setLogLevel(logLevel)
      .catch((error: Error) =>
        log.note('warning', `The log level could not be set again: ${error.message}`),
      );
  }
  await subscriptions.resume(before);
}
