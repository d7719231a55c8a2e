import {
  type Disposable,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
} from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { TRAFFIC_FILE_PREFIX } from '../../shared/model/traffic';
import { PANEL_TYPE } from '../ids';
import { DisposableStore } from '../util/disposableStore';
import { InspectorPanel, type PanelServices, type Reveal } from './inspectorPanel';

/** The open Inspectors, one for each server at most. */
export class InspectorPanels implements WebviewPanelSerializer, Disposable {
  readonly #panels = new Map<ServerId, InspectorPanel>();
  readonly #disposables = new DisposableStore();

  constructor(private readonly services: PanelServices) {
    this.#disposables.add(window.registerWebviewPanelSerializer(PANEL_TYPE, this));
  }

  /** Opens the Inspector of a server, or brings it to the front. */
  open(
    serverId: ServerId,
    { reveal, preserveFocus = false }: { reveal?: Reveal; preserveFocus?: boolean } = {},
  ): void {
    const open = this.#panels.get(serverId);
    if (open !== undefined) {
      open.reveal(reveal, preserveFocus);
      return;
    }
    const panel = window.createWebviewPanel(
      PANEL_TYPE,
      '',
      { viewColumn: ViewColumn.Active, preserveFocus },
      { enableFindWidget: true },
    );
    this.#adopt(serverId, panel).reveal(reveal, preserveFocus);
  }

  /** Whether the Inspector of a server is before the person's eyes. */
  isVisible(serverId: ServerId): boolean {
    return this.#panels.get(serverId)?.isVisible ?? false;
  }

  /** Takes a panel that VS Code has kept over a reload of the window. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const serverId = serverIdOf(state);
    // Without a server there is nothing that it could show.
    if (serverId === undefined || this.#panels.has(serverId)) panel.dispose();
    else this.#adopt(serverId, panel);
  }

  dispose(): void {
    this.#disposables.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #adopt(serverId: ServerId, panel: WebviewPanel): InspectorPanel {
    const inspector = new InspectorPanel(serverId, panel, this.services);
    this.#panels.set(serverId, inspector);
    panel.onDidDispose(() => {
      this.#panels.delete(serverId);
      inspector.dispose();
      this.#forget(serverId);
    });
    return inspector;
  }

  /** A file of traffic was opened for its panel only. */
  #forget(serverId: ServerId): void {
    if (!serverId.startsWith(TRAFFIC_FILE_PREFIX)) return;
    this.services.traffic.close(serverId).catch(() => {
      // The proxy is gone, and the file closed with it.
    });
  }
}

function serverIdOf(state: unknown): ServerId | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { serverId } = state as { serverId?: unknown };
  return typeof serverId === 'string' ? serverId : undefined;
}
