import { type Disposable, l10n, type TreeView, window, workspace } from 'vscode';
import { VIEWS } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import { DisposableStore } from '../util/disposableStore';
import { throttle } from '../util/timers';
import type { ServerTree } from './serverTree';
import type { TreeNode } from './treeNode';

const SETTLE_MS = 100;

/** The view around the tree: its badge for failures, and its message in a workspace without trust. */
export class ServersView implements Disposable {
  readonly #view: TreeView<TreeNode>;
  readonly #disposables = new DisposableStore();

  constructor(
    private readonly registry: ServerRegistry,
    tree: ServerTree,
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
    this.#view.badge =
      failed === 0
        ? undefined
        : {
            value: failed,
            tooltip:
              failed === 1 ? l10n.t('1 server failed') : l10n.t('{0} servers failed', failed),
          };
    // An empty text takes the message away.
    this.#view.message =
      workspace.isTrusted || servers.length === 0
        ? ''
        : l10n.t('This workspace is not trusted. Servers are listed, but not started.');
  }
}
