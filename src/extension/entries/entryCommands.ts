import { l10n } from 'vscode';
import { each, type Handler, onServers, type Subject } from '../commands/onServers';
import type { CommandServices } from '../commands/registerCommands';
import { COMMANDS } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import { TYPED_SOURCE } from '../sources/typedSource';
import { copyCommandLines, copyRelayUrls } from './copyServer';
import { duplicateServer } from './duplicateServer';
import { removeServers } from './removeServers';

/** Commands on the entries of servers: copying them, duplicating them, taking them out. */
export function entryCommands(
  services: CommandServices,
  subject: Subject,
): Record<string, Handler> {
  const { registry, controller, accesses } = services;
  return {
    [COMMANDS.removeServer]: onServers(subject, l10n.t('Remove Server'), isConfigured, (ids) =>
      removeServers(services, ids),
    ),
    [COMMANDS.duplicateServer]: onServers(
      subject,
      l10n.t('Duplicate Server'),
      (server) => isInFile(server) && server.configured?.source.remove !== undefined,
      each((id) => duplicateServer(registry, id)),
    ),
    [COMMANDS.copyCommandLine]: onServers(
      subject,
      l10n.t('Copy Command Line'),
      isConfigured,
      (ids) =>
        copyCommandLines(
          ids.flatMap((id) => registry.get(id) ?? []),
          (id) => controller.launched(id),
        ),
    ),
    [COMMANDS.copyRelayUrl]: onServers(
      subject,
      l10n.t('Copy Relay URL'),
      ({ configured }) => configured !== undefined && configured.entry.kind !== 'stdio',
      (ids) => copyRelayUrls(ids, accesses),
    ),
  };
}

function isConfigured({ configured }: KnownServer): boolean {
  return configured !== undefined;
}

function isInFile({ configured }: KnownServer): boolean {
  return configured !== undefined && configured.source.key !== TYPED_SOURCE;
}
