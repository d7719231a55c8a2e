import { type Disposable, l10n, type TreeView, window, workspace } from 'vscode';
import { VIEWS } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { DisposableStore } from '../util/disposableStore';
import { throttle } from '../util/timers';
import { waitingWords } from './presentState';
import type { ServerTree } from './serverTree';
import type { TreeNode } from './treeNode';

const SETTLE_MS = 100;

/** The view around the tree: its badge for failures and for what waits, and its message in a workspace without trust. */
export class ServersView implements Disposable {
  readonly #view: TreeView<TreeNode>;
  readonly #disposables = new DisposableStore();

  constructor(
    private readonly registry: ServerRegistry,
    tree: ServerTree,
    private readonly waiting: WaitingRequests,
  ) {
    this.#view = window.createTreeView(VIEWS.servers, {
      treeDataProvider: tree,
      showCollapseAll: true,
    });
    const update = throttle(() => this.#update(), SETTLE_MS);
    for (const item of [
      this.#view,
      update,
      registry.onDidChange(update),
      waiting.onDidChange(update),
      workspace.onDidGrantWorkspaceTrust(update),
    ]) {
      this.#disposables.add(item);
    }
    this.#update();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #update(): void {
    const { servers } = this.registry;
    const failed = servers.filter(({ snapshot }) => snapshot.state.status === 'failed').length;
    const waiting = this.waiting.total;
    const words = [
      failed === 1 && l10n.t('1 server failed'),
      failed > 1 && l10n.t('{0} servers failed', failed),
      waiting > 0 && waitingWords(waiting, l10n),
    ].filter((text) => text !== false);
    const badge = { value: failed + waiting, tooltip: words.join(', ') };
    this.#view.badge = badge.value === 0 ? undefined : badge;
    // An empty text takes the message away.
    this.#view.message =
      workspace.isTrusted || servers.length === 0
        ? ''
        : l10n.t('This workspace is not trusted. Servers are listed, but not started.');
  }
}
