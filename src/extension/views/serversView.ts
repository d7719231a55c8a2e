import { commands, type Disposable, l10n, type TreeView, window, workspace } from 'vscode';
import { CONTEXT_KEYS, VIEWS } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { DisposableStore } from '../util/disposableStore';
import { throttle } from '../util/timers';
import { DIMMING } from './dimming';
import { DragAndDrop } from './dragAndDrop';
import type { HiddenServers } from './hiddenServers';
import { keyedNodes } from './keyedNodes';
import { waitingWords } from './presentState';
import { ProcessWatch } from './processWatch';
import type { ServerTree } from './serverTree';
import type { TreeNode } from './treeNode';
import type { TreeOptions } from './treeOptions';

const SETTLE_MS = 100;

export interface ServersViewServices {
  readonly registry: ServerRegistry;
  readonly tree: ServerTree;
  readonly waiting: WaitingRequests;
  readonly hidden: HiddenServers;
  readonly options: TreeOptions;
}

/** The view around the tree: its badge for failures and for what waits, its messages, and what is selected. */
export class ServersView implements Disposable {
  readonly #view: TreeView<TreeNode>;
  readonly #disposables = new DisposableStore();
  #selections: readonly [before: readonly TreeNode[], now: readonly TreeNode[]] = [[], []];

  constructor(private readonly services: ServersViewServices) {
    const { registry, tree, waiting, hidden, options } = services;
    this.#view = window.createTreeView(VIEWS.servers, {
      treeDataProvider: tree,
      dragAndDropController: new DragAndDrop(registry),
      canSelectMany: true,
      showCollapseAll: true,
    });
    const update = throttle(() => this.#update(), SETTLE_MS);
    for (const item of [
      this.#view,
      update,
      this.#view.onDidChangeSelection(({ selection }) => {
        this.#selections = [this.#selections[1], selection];
      }),
      window.registerFileDecorationProvider(DIMMING),
      registry.onDidChange(update),
      waiting.onDidChange(update),
      hidden.onDidChange(update),
      options.onDidChange(update),
      workspace.onDidGrantWorkspaceTrust(update),
    ]) {
      this.#disposables.add(item);
    }
    this.#watchProcesses();
    this.#update();
  }

  /** What a key was pressed on that toggles the selection twice before its command. */
  get keyed(): readonly TreeNode[] {
    return keyedNodes(...this.#selections);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #watchProcesses(): void {
    const watch = new ProcessWatch((processes) => this.services.tree.refreshProcesses(processes));
    watch.setVisible(this.#view.visible);
    for (const item of [
      watch,
      this.#view.onDidChangeVisibility(({ visible }) => watch.setVisible(visible)),
      this.#view.onDidExpandElement(({ element }) => {
        if (element.kind === 'process') watch.expand(element);
      }),
      this.#view.onDidCollapseElement(({ element }) => {
        if (element.kind === 'process') watch.collapse(element);
      }),
    ]) {
      this.#disposables.add(item);
    }
  }

  #update(): void {
    const { servers } = this.services.registry;
    const failed = servers.filter(({ snapshot }) => snapshot.state.status === 'failed').length;
    const waiting = this.services.waiting.total;
    const words = [
      failed === 1 && l10n.t('1 server failed'),
      failed > 1 && l10n.t('{0} servers failed', failed),
      waiting > 0 && waitingWords(waiting, l10n),
    ].filter((text) => text !== false);
    const badge = { value: failed + waiting, tooltip: words.join(', ') };
    this.#view.badge = badge.value === 0 ? undefined : badge;
    this.#tell();
  }

  /** VS Code shows no description beside the title of a view that is alone in its container. */
  #tell(): void {
    const { registry, hidden, options } = this.services;
    const { length: all } = registry.servers;
    const count = registry.servers.filter(({ id }) => hidden.isHidden(id)).length;
    const isTold = count > 0 && !options.showsHidden;
    const words = [
      !workspace.isTrusted &&
        all > 0 &&
        l10n.t('This workspace is not trusted. Servers are listed, but not started.'),
      isTold &&
        (count === 1 ? l10n.t('1 server is hidden.') : l10n.t('{0} servers are hidden.', count)),
    ].filter((text) => text !== false);
    const allHidden = isTold && count === all;
    // An empty text takes the message away.
    this.#view.message = allHidden ? '' : words.join(' ');
    void commands.executeCommand('setContext', CONTEXT_KEYS.hasHidden, count > 0);
    void commands.executeCommand('setContext', CONTEXT_KEYS.allHidden, allHidden);
  }
}
