import { l10n } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { Catalog } from '../../shared/model/session';
import { isReady } from '../../shared/model/state';
import type { CatalogCache } from '../servers/catalogCache';
import type { KnownServer } from '../servers/knownServer';
import type { OtherClients } from '../servers/otherClients';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { placesOf } from './items/placeItem';
import { durationWords, memoryWords } from './timeWords';
import type { NodeOf, ProcessNode, TreeNode } from './treeNode';

export interface ChildrenServices {
  readonly registry: Pick<ServerRegistry, 'get'>;
  readonly catalogs: Pick<CatalogCache, 'get'>;
  readonly waiting: Pick<WaitingRequests, 'of'>;
  readonly clients: Pick<OtherClients, 'of'>;
  /** How much memory the server's process holds, in bytes; undefined: nobody can say. */
  memoryOf(serverId: ServerId): Promise<number | undefined>;
}

/** What stands below a server: first what calls for attention, then what it offers, then how it runs. */
export async function childrenOfServer(
  server: KnownServer,
  services: ChildrenServices,
  process: ProcessNode,
): Promise<TreeNode[]> {
  const { id: serverId, snapshot } = server;
  const { state } = snapshot;
  const nodes: TreeNode[] = [];
  if (services.waiting.of(serverId).length > 0) nodes.push({ kind: 'waiting', serverId });
  if (state.status === 'failed' || state.status === 'degraded') {
    nodes.push({ kind: 'diagnosis', serverId });
  }
  const catalog = isReady(state) ? await services.catalogs.get(serverId) : undefined;
  if (catalog !== undefined) nodes.push(...groupsOf(serverId, catalog));
  const sessions = sessionsOf(server).length;
  if (sessions > 0) nodes.push({ kind: 'sessions', serverId, count: sessions });
  const clients = services.clients.of(serverId).length;
  if (clients > 0) nodes.push({ kind: 'clients', serverId, count: clients });
  if (snapshot.process !== undefined) nodes.push(process);
  const places = placesOf(server).map((_, index): TreeNode => ({ kind: 'place', serverId, index }));
  return [...nodes, ...places];
}

function groupsOf(serverId: ServerId, catalog: Catalog): TreeNode[] {
  const resources = catalog.resources.length + catalog.resourceTemplates.length;
  return (
    [
      ['tools', catalog.tools.length],
      ['resources', resources],
      ['prompts', catalog.prompts.length],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([group, count]) => ({ kind: 'group', serverId, group, count }));
}

/** The tools, resources or prompts of a server. */
export function itemsOf({ serverId, group }: NodeOf<'group'>, catalog: Catalog): TreeNode[] {
  const item = (key: string, label: string, detail: string | undefined): TreeNode => ({
    kind: 'item',
    serverId,
    group,
    key,
    label,
    ...(detail === undefined ? {} : { detail }),
  });
  switch (group) {
    case 'tools':
      return catalog.tools.map(({ name, description }) => item(name, name, description));
    case 'prompts':
      return catalog.prompts.map(({ name, description }) => item(name, name, description));
    case 'resources':
      return [
        ...catalog.resources.map(({ uri, name }) => item(uri, name, uri)),
        ...catalog.resourceTemplates.map(({ uriTemplate, name }) =>
          item(uriTemplate, name, uriTemplate),
        ),
      ];
  }
}

/** The fixes below the diagnosis of a server. */
export function fixesOf({ id: serverId, snapshot: { state } }: KnownServer): TreeNode[] {
  if (state.status !== 'failed' && state.status !== 'degraded') return [];
  const { code, fixes } = state.diagnosis;
  return fixes.map((fix) => ({ kind: 'fix', serverId, code, fix }));
}

/** Our sessions with a server, the first one first. */
export function sessionNodes(server: KnownServer): TreeNode[] {
  return sessionsOf(server).map((session, at) => ({
    kind: 'session',
    serverId: server.id,
    number: at + 1,
    session,
  }));
}

function sessionsOf({ snapshot: { session, otherSessions = [] } }: KnownServer) {
  return session === undefined ? otherSessions : [session, ...otherSessions];
}

/** What is known of a server's process at this moment. */
export async function factsOf(
  { id: serverId, snapshot }: KnownServer,
  memoryOf: ChildrenServices['memoryOf'],
  now = Date.now(),
): Promise<TreeNode[]> {
  if (snapshot.process === undefined) return [];
  const { pid, startedAt, commandLine } = snapshot.process;
  const bytes = await memoryOf(serverId);
  const facts: NodeOf<'fact'>[] = [
    { kind: 'fact', serverId, fact: 'pid', value: String(pid) },
    {
      kind: 'fact',
      serverId,
      fact: 'uptime',
      value: durationWords(Math.max(0, now - startedAt), l10n),
    },
    { kind: 'fact', serverId, fact: 'command', value: commandLine },
  ];
  if (bytes !== undefined) {
    facts.splice(2, 0, { kind: 'fact', serverId, fact: 'memory', value: memoryWords(bytes, l10n) });
  }
  return facts;
}
