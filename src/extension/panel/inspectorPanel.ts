import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Disposable, env, l10n, Uri, type WebviewPanel } from 'vscode';
import { inspectorNotifications } from '../../shared/contracts/inspectorContract';
import type { PanelContract } from '../../shared/contracts/panelContract';
import type { ServerId } from '../../shared/model/server';
import { TRAFFIC_FILE_PREFIX } from '../../shared/model/traffic';
import type { NotificationParams } from '../../shared/rpc/contract';
import type { ServerActions } from '../commands/serverActions';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';
import { PageConnection } from './pageConnection';
import { createPanelHandlers, type PanelHandlerServices } from './panelHandlers';
import { panelHtml } from './panelHtml';

export type Reveal = NotificationParams<PanelContract, 'panel/reveal'>;

type InspectorEvent = keyof typeof inspectorNotifications;

export interface PanelServices extends PanelHandlerServices {
  readonly extensionUri: Uri;
  readonly registry: ServerRegistry;
}

/** The Inspector of one server, in a panel that VS Code gave. */
export class InspectorPanel implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #page: PageConnection;

  constructor(
    readonly serverId: ServerId,
    private readonly panel: WebviewPanel,
    services: PanelServices,
  ) {
    const { extensionUri, registry, supervisor, actions } = services;
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist', 'media'].map((folder) => Uri.joinPath(extensionUri, folder)),
    };
    panel.iconPath = {
      light: Uri.joinPath(extensionUri, 'media', 'panel-light.svg'),
      dark: Uri.joinPath(extensionUri, 'media', 'panel-dark.svg'),
    };
    this.#page = this.#disposables.add(
      new PageConnection(webview, createPanelHandlers(serverId, services)),
    );
    this.#forwardNotifications(supervisor);
    this.#disposables.add(registry.onDidChange((id) => this.#onChange(id, actions)));
    this.#disposables.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#page.endPage();
      }),
    );
    this.#setTitle(actions);
    webview.html = this.#html(extensionUri, actions.snapshot(serverId).name);
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  reveal(target: Reveal | undefined, preserveFocus: boolean): void {
    this.panel.reveal(undefined, preserveFocus);
    if (target !== undefined) this.#page.notifyOrWait('panel/reveal', target);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Passes on what concerns the sessions of this server. */
  #forwardNotifications({ notifications }: ProxySupervisor): void {
    for (const name of Object.keys(inspectorNotifications) as InspectorEvent[]) {
      this.#disposables.add(
        notifications.on(name, (params) => {
          if (params.serverId === this.serverId) this.#page.notify(name, params as never);
        }),
      );
    }
  }

  #onChange(id: ServerId | undefined, actions: ServerActions): void {
    if (id !== undefined && id !== this.serverId) return;
    this.#setTitle(actions);
    this.#page.notify('panel/serverChanged', actions.snapshot(this.serverId));
  }

  #setTitle(actions: ServerActions): void {
    const title = l10n.t('MCP: {0}', actions.snapshot(this.serverId).name);
    if (this.panel.title !== title) this.panel.title = title;
  }

  #html(extensionUri: Uri, name: string): string {
    const { webview, title } = this.panel;
    const dist = (file: string) =>
      webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', file)).toString();
    const subject = {
      serverId: this.serverId,
      name,
      tabs: !this.serverId.startsWith(TRAFFIC_FILE_PREFIX),
    };
    return panelHtml(subject, title, {
      nonce: randomBytes(18).toString('base64'),
      cspSource: webview.cspSource,
      script: dist('webview.js'),
      styles: readFileSync(Uri.joinPath(extensionUri, 'dist', 'webview.css').fsPath, 'utf8'),
      codicons: dist('codicon.css'),
      language: env.language,
      words: l10n.bundle && JSON.stringify(l10n.bundle),
    });
  }
}
