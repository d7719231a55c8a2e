import { l10n } from 'vscode';
import { type Handler, onServer, type Subject } from '../commands/onServers';
import { COMMANDS } from '../ids';
import type { DebugSessions } from './debugSessions';

/** What commands on debugging need. */
export interface DebugCommandServices {
  readonly debugSessions: DebugSessions;
}

export function debugCommands(
  { debugSessions }: DebugCommandServices,
  subject: Subject,
): Record<string, Handler> {
  return {
    [COMMANDS.debugServer]: onServer(
      subject,
      l10n.t('Debug Server'),
      ({ configured }) => configured !== undefined,
      (id) => debugSessions.debug(id),
    ),
  };
}
