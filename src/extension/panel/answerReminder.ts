import { type Disposable, l10n, window } from 'vscode';
import type { PendingRequest } from '../../shared/model/pendingRequest';
import type { ServerId } from '../../shared/model/server';
import type { WaitingRequests } from '../servers/waitingRequests';
import { DisposableStore } from '../util/disposableStore';
import type { InspectorPanels } from './inspectorPanels';

/** Tells the person that a server asks for an answer while its Inspector is out of sight. */
export class AnswerReminder implements Disposable {
  readonly #disposables = new DisposableStore();
  /** Servers that were told of since nothing waited there. One that asks a hundred times says so once. */
  readonly #told = new Set<ServerId>();

  constructor(
    waiting: WaitingRequests,
    private readonly panels: Pick<InspectorPanels, 'isVisible' | 'open'>,
    private readonly nameOf: (id: ServerId) => string,
  ) {
    this.#disposables.add(waiting.onDidAsk((request) => void this.#remind(request)));
    this.#disposables.add(
      waiting.onDidChange((id) => waiting.of(id).length === 0 && this.#told.delete(id)),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #remind({ serverId, id }: PendingRequest): Promise<void> {
    if (this.panels.isVisible(serverId) || this.#told.has(serverId)) return;
    this.#told.add(serverId);
    const show = l10n.t('Show');
    const message = l10n.t('The MCP server {0} asks for your answer.', this.nameOf(serverId));
    const answer = await window.showInformationMessage(message, show);
    if (answer === show) {
      this.panels.open(serverId, { reveal: { screen: 'requests', item: id } });
    }
  }
}
