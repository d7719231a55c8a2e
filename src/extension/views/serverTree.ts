import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { WatchedServers } from '../chat/watchedServers';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ConfigSource } from '../sources/configSource';
import { DisposableStore } from '../util/disposableStore';
import { coalesce } from '../util/timers';
import type { HiddenServers } from './hiddenServers';
import { serverTooltip } from './serverTooltip';
import {
  type ChildrenServices,
  childrenOfServer,
  factsOf,
  fixesOf,
  itemsOf,
  sessionNodes,
} from './treeChildren';
import { createTreeItem } from './treeItems';
import type { ProcessNode, ServerNode, SourceNode, TreeNode } from './treeNode';
import type { TreeOptions } from './treeOptions';

/** Servers change many times a second while they start; eyes need less. */
const REFRESH_MS = 50;
/** VS Code draws changed items one by one: from so many on it is quicker to draw all of them. */
const MANY = 40;

export interface ServerTreeServices extends ChildrenServices {
  readonly registry: ServerRegistry;
  readonly catalogs: ChildrenServices['catalogs'] & Changing;
  readonly waiting: ChildrenServices['waiting'] & Changing;
  readonly clients: ChildrenServices['clients'] & Changing;
  readonly watched: Pick<WatchedServers, 'isWatched' | 'onDidChange'>;
  readonly hidden: HiddenServers;
  readonly options: TreeOptions;
}

interface Changing {
  onDidChange(listener: (id: ServerId) => void): Disposable;
}

/** The view "MCP Servers": every server, flat or by its source, and below it what it offers and how it runs. */
export class ServerTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #changed = new EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables = new DisposableStore();
  /** VS Code knows a node by its identity. */
  readonly #servers = new Map<ServerId, ServerNode>();
  readonly #processes = new Map<ServerId, ProcessNode>();
  readonly #sources = new Map<ConfigSource | undefined, SourceNode>();

  constructor(private readonly services: ServerTreeServices) {
    const { registry, catalogs, watched, waiting, clients, hidden, options } = services;
    const refresh = coalesce<ServerId | undefined>((ids) => this.#refresh(ids), REFRESH_MS);
    const refreshAll = () => refresh(undefined);
    for (const item of [
      this.#changed,
      refresh,
      registry.onDidChange(refresh),
      catalogs.onDidChange(refresh),
      waiting.onDidChange(refresh),
      clients.onDidChange(refresh),
      watched.onDidChange(refreshAll),
      hidden.onDidChange(refreshAll),
      options.onDidChange(refreshAll),
    ]) {
      this.#disposables.add(item);
    }
  }

  getTreeItem(node: TreeNode): TreeItem {
    return createTreeItem(node, this.services);
  }

  /** Tooltips are made for the items that somebody points at. */
  resolveTreeItem(item: TreeItem, node: TreeNode): TreeItem {
    if (node.kind !== 'server') return item;
    const { registry, watched, clients } = this.services;
    const server = registry.get(node.serverId);
    if (server === undefined) return item;
    item.tooltip = serverTooltip(server, {
      isWatched: watched.isWatched(server),
      clients: clients.of(server.id),
    });
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'source') {
      return this.shown.filter(isOf(node.source)).map(({ id }) => this.#serverNode(id));
    }
    if (node.kind === 'brokenSource') return [];
    const server = this.services.registry.get(node.serverId);
    if (server === undefined) return [];
    switch (node.kind) {
      case 'server':
        return childrenOfServer(server, this.services, this.processNode(server.id));
      case 'group': {
        const catalog = await this.services.catalogs.get(server.id);
        return catalog === undefined ? [] : itemsOf(node, catalog);
      }
      case 'diagnosis':
        return fixesOf(server);
      case 'sessions':
        return sessionNodes(server);
      case 'clients':
        return this.services.clients
          .of(server.id)
          .map((client) => ({ kind: 'client', serverId: server.id, client }));
      case 'process':
        return factsOf(server, (id) => this.services.memoryOf(id));
      default:
        return [];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    switch (node.kind) {
      case 'source':
      case 'brokenSource':
        return undefined;
      case 'server': {
        if (!this.services.options.isGrouped) return undefined;
        const { configured } = this.services.registry.get(node.serverId) ?? {};
        return this.#sources.get(configured?.source);
      }
      case 'fact':
        return this.#processes.get(node.serverId);
      default:
        return this.#servers.get(node.serverId);
    }
  }

  /** The node of a server, for `TreeView.reveal`; undefined while it is not in the tree. */
  nodeOf(id: ServerId): ServerNode | undefined {
    return this.#servers.get(id);
  }

  /** Has what is known of these processes looked up again. */
  refreshProcesses(nodes: readonly ProcessNode[]): void {
    const known = nodes.filter(({ serverId }) => this.#servers.has(serverId));
    if (known.length > 0)
      this.#changed.fire(known.map(({ serverId }) => this.processNode(serverId)));
  }

  processNode(serverId: ServerId): ProcessNode {
    return kept(this.#processes, serverId, () => ({ kind: 'process', serverId }));
  }

  /** The servers that are not hidden, or all if hidden ones are shown. */
  get shown(): readonly KnownServer[] {
    const { registry, options } = this.services;
    return options.showsHidden ? registry.servers : this.unhidden;
  }

  /** The servers that a person has not hidden, also while hidden ones are shown. */
  get unhidden(): readonly KnownServer[] {
    const { registry, hidden } = this.services;
    return registry.servers.filter(({ id }) => !hidden.isHidden(id));
  }

  /** The servers of a group of the tree, without hidden ones. */
  unhiddenOf({ source }: SourceNode): readonly KnownServer[] {
    return this.unhidden.filter(isOf(source));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #roots(): TreeNode[] {
    const { registry, options } = this.services;
    const broken = [...registry.contents]
      .filter(([, { config }]) => config.problems.some(({ severity }) => severity === 'error'))
      .map(([source]): TreeNode => ({ kind: 'brokenSource', source }));
    const servers = this.shown;
    this.#forget(registry.servers);
    if (!options.isGrouped) return [...broken, ...servers.map(({ id }) => this.#serverNode(id))];
    const sources = new Set(servers.map(({ configured }) => configured?.source));
    return [
      ...broken,
      ...[...sources].map((source) =>
        kept(this.#sources, source, (): SourceNode => ({ kind: 'source', source })),
      ),
    ];
  }

  #serverNode(serverId: ServerId): ServerNode {
    return kept(this.#servers, serverId, () => ({ kind: 'server', serverId }));
  }

  #forget(servers: readonly KnownServer[]): void {
    const ids = new Set(servers.map(({ id }) => id));
    for (const nodes of [this.#servers, this.#processes]) {
      for (const id of nodes.keys()) if (!ids.has(id)) nodes.delete(id);
    }
    const sources = new Set(servers.map(({ configured }) => configured?.source));
    for (const source of this.#sources.keys()) {
      if (!sources.has(source)) this.#sources.delete(source);
    }
  }

  #refresh(ids: ReadonlySet<ServerId | undefined>): void {
    const nodes = [...ids].flatMap((id) => (id === undefined ? [] : (this.#servers.get(id) ?? [])));
    if (ids.has(undefined) || nodes.length > MANY) this.#changed.fire(undefined);
    else if (nodes.length > 0) this.#changed.fire(nodes);
  }
}

function isOf(source: ConfigSource | undefined): (server: KnownServer) => boolean {
  return ({ configured }) => configured?.source === source;
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
