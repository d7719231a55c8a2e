import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { Catalog } from '../../shared/model/session';
import { isReady } from '../../shared/model/state';
import type { WatchedServers } from '../chat/watchedServers';
import type { CatalogCache } from '../servers/catalogCache';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { DisposableStore } from '../util/disposableStore';
import { coalesce } from '../util/timers';
import { createTreeItem, isExpandable } from './treeItems';
import type { ServerNode, TreeNode } from './treeNode';

/** Servers change many times a second while they start; eyes need less. */
const REFRESH_MS = 50;

/** The view "MCP Servers": every server, and under a ready one what it offers, under a failed one why. */
export class ServerTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #changed = new EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables = new DisposableStore();
  /** VS Code knows a node by its identity. */
  #nodes = new Map<ServerId, ServerNode>();
  #expandable = '';

  constructor(
    private readonly registry: ServerRegistry,
    private readonly catalogs: CatalogCache,
    private readonly watched: WatchedServers,
    private readonly waiting: WaitingRequests,
  ) {
    const refresh = coalesce<ServerId | undefined>((ids) => this.#refresh(ids), REFRESH_MS);
    for (const item of [
      this.#changed,
      refresh,
      registry.onDidChange(refresh),
      catalogs.onDidChange(refresh),
      watched.onDidChange(() => refresh(undefined)),
      waiting.onDidChange(refresh),
    ]) {
      this.#disposables.add(item);
    }
  }

  getTreeItem(node: TreeNode): TreeItem {
    const { registry, watched, waiting } = this;
    return createTreeItem(node, { registry, watched, waiting });
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    switch (node?.kind) {
      case undefined:
        return [...this.#brokenSources(), ...this.#servers()];
      case 'server':
        return this.#below(node);
      case 'group': {
        const catalog = await this.catalogs.get(node.serverId);
        return catalog === undefined ? [] : itemsOf(node, catalog);
      }
      case 'diagnosis':
        return this.#fixes(node.serverId);
      default:
        return [];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'group' || node.kind === 'diagnosis' || node.kind === 'waiting'
      ? this.#nodes.get(node.serverId)
      : undefined;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #brokenSources(): TreeNode[] {
    return [...this.registry.contents]
      .filter(([, { config }]) => config.problems.some(({ severity }) => severity === 'error'))
      .map(([source]) => ({ kind: 'brokenSource', source }));
  }

  #servers(): TreeNode[] {
    const nodes = this.registry.servers.map(
      ({ id }): ServerNode => this.#nodes.get(id) ?? { kind: 'server', serverId: id },
    );
    this.#nodes = new Map(nodes.map((node) => [node.serverId, node]));
    return nodes;
  }

  async #below({ serverId }: ServerNode): Promise<TreeNode[]> {
    const state = this.registry.get(serverId)?.snapshot.state;
    if (state === undefined) return [];
    const nodes: TreeNode[] =
      state.status === 'failed' || state.status === 'degraded'
        ? [{ kind: 'diagnosis', serverId }]
        : [];
    if (this.waiting.of(serverId).length > 0) nodes.unshift({ kind: 'waiting', serverId });
    if (isReady(state)) {
      const catalog = await this.catalogs.get(serverId);
      if (catalog !== undefined) nodes.push(...groupsOf(serverId, catalog));
    }
    return nodes;
  }

  #fixes(serverId: ServerId): TreeNode[] {
    const state = this.registry.get(serverId)?.snapshot.state;
    if (state?.status !== 'failed' && state?.status !== 'degraded') return [];
    const { code, fixes } = state.diagnosis;
    return fixes.map((fix) => ({ kind: 'fix', serverId, code, fix }));
  }

  /** VS Code lines icons up by which items can be expanded: when that changes, it must see all of them. */
  #refresh(ids: ReadonlySet<ServerId | undefined>): void {
    const expandable = this.registry.servers
      .filter(isExpandable)
      .map(({ id }) => id)
      .join('\n');
    const moved = expandable !== this.#expandable;
    this.#expandable = expandable;
    if (moved || ids.has(undefined)) {
      this.#changed.fire(undefined);
      return;
    }
    const nodes = [...ids].flatMap((id) => this.#nodes.get(id!) ?? []);
    if (nodes.length > 0) this.#changed.fire(nodes);
  }
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

function itemsOf(
  { serverId, group }: Extract<TreeNode, { kind: 'group' }>,
  catalog: Catalog,
): TreeNode[] {
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
