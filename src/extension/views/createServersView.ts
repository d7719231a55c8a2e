import type { Disposable, ExtensionContext } from 'vscode';
import type { WatchedServers } from '../chat/watchedServers';
import type { CatalogCache } from '../servers/catalogCache';
import { OtherClients } from '../servers/otherClients';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { HiddenServers } from './hiddenServers';
import { ServersView } from './serversView';
import { ServerTree } from './serverTree';
import { TreeOptions } from './treeOptions';

interface Services {
  readonly registry: ServerRegistry;
  readonly supervisor: ProxySupervisor;
  readonly catalogs: CatalogCache;
  readonly watched: WatchedServers;
  readonly waiting: WaitingRequests;
}

/** What commands need of the view "MCP Servers". */
export interface ViewServices {
  readonly tree: ServerTree;
  readonly view: ServersView;
  readonly options: TreeOptions;
  readonly hidden: HiddenServers;
}

/** The view "MCP Servers" and all that belongs to it; what is disposed with it is in `disposables`. */
export function createServersView(
  context: Pick<ExtensionContext, 'globalState' | 'workspaceState'>,
  services: Services,
): ViewServices & { readonly disposables: readonly Disposable[] } {
  const { registry, supervisor, waiting } = services;
  const options = new TreeOptions(context.globalState, context.workspaceState);
  const hidden = new HiddenServers(context.workspaceState);
  const clients = new OtherClients(supervisor);
  const tree = new ServerTree({
    ...services,
    clients,
    hidden,
    options,
    memoryOf: async (serverId) =>
      (await supervisor.request('inspector/memory', { serverId }).catch(() => null))?.bytes,
  });
  const view = new ServersView({ registry, tree, waiting, hidden, options });
  return { tree, view, options, hidden, disposables: [options, hidden, clients, tree, view] };
}
