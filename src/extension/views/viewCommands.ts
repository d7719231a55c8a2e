import { commands, l10n } from 'vscode';
import type { Screen } from '../../shared/model/screens';
import type { ServerId } from '../../shared/model/server';
import { inspectServer } from '../commands/inspectServer';
import { each, type Handler, onServers, type Subject } from '../commands/onServers';
import type { CommandServices } from '../commands/registerCommands';
import { COMMANDS, INTERNAL_COMMANDS } from '../ids';
import { placesOf } from './items/placeItem';

/** How the tree is shown, and what a click or Enter on an item of it does. */
export function viewCommands(services: CommandServices, subject: Subject): Record<string, Handler> {
  return { ...optionCommands(services, subject), ...itemCommands(services) };
}

function optionCommands(
  { options, hidden }: CommandServices,
  subject: Subject,
): Record<string, Handler> {
  return {
    [COMMANDS.groupBySource]: () => options.group(true),
    [COMMANDS.showFlat]: () => options.group(false),
    [COMMANDS.showHidden]: () => options.showHidden(true),
    [COMMANDS.concealHidden]: () => options.showHidden(false),
    [COMMANDS.hideServer]: onServers(
      subject,
      l10n.t('Hide Server'),
      ({ id }) => !hidden.isHidden(id),
      (ids) => hidden.hide(ids),
    ),
    [COMMANDS.unhideServer]: onServers(
      subject,
      l10n.t('Show Server Again'),
      ({ id }) => hidden.isHidden(id),
      (ids) => hidden.unhide(ids),
    ),
  };
}

function itemCommands(services: CommandServices): Record<string, Handler> {
  const { registry, actions, panels, waiting } = services;
  return {
    [INTERNAL_COMMANDS.revealItem]: (id, screen, item) =>
      panels.open(id as ServerId, {
        reveal: { screen: screen as 'tools' | 'resources' | 'prompts', item: item as string },
        preserveFocus: true,
      }),
    [INTERNAL_COMMANDS.showScreen]: (id, screen) =>
      panels.open(id as ServerId, { reveal: { screen: screen as Screen }, preserveFocus: true }),
    [INTERNAL_COMMANDS.showDiagnosis]: (id) =>
      panels.open(id as ServerId, { reveal: { screen: 'overview' }, preserveFocus: true }),
    [INTERNAL_COMMANDS.showRequests]: (id) => {
      const [first] = waiting.of(id as ServerId);
      const item = first === undefined ? {} : { item: first.id };
      panels.open(id as ServerId, { reveal: { screen: 'requests', ...item } });
    },
    [INTERNAL_COMMANDS.applyFix]: (id, code, fixId) =>
      actions.applyFix(id as ServerId, code as string, fixId as string),
    [INTERNAL_COMMANDS.showFileProblem]: async (key) => {
      for (const [source, { config }] of registry.contents) {
        if (source.key !== key) continue;
        const problem = config.problems.find(({ severity }) => severity === 'error');
        await source.open(problem?.range);
      }
    },
    [INTERNAL_COMMANDS.openPlace]: async (id, index) => {
      const place = placesOf(registry.get(id as ServerId))[index as number];
      await place?.source.open(place.location === undefined ? undefined : place.entry.range);
    },
    [INTERNAL_COMMANDS.openKeyed]: () => openKeyed(services),
  };
}

/** Enter: a server is inspected; anything else does what a click on it does, or opens and closes. */
async function openKeyed(services: CommandServices): Promise<void> {
  const { view, tree } = services;
  const nodes = view.keyed;
  const servers = nodes.flatMap((node) => (node.kind === 'server' ? [node.serverId] : []));
  if (servers.length > 0) return each((id) => inspectServer(services, id))(servers);
  const [node] = nodes;
  if (node === undefined) return;
  const { command } = tree.getTreeItem(node);
  if (command === undefined) await commands.executeCommand('list.toggleExpand');
  else await commands.executeCommand(command.command, ...(command.arguments ?? []));
}
