import { l10n, type Memento, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';

const KEY = 'modelConsent';

/**
 * Whether what a server asks may be put to a language model. VS Code itself asks only whether an extension may use a
 * model, and of some models not even that; a server is somebody else.
 */
export class ModelConsent {
  constructor(private readonly state: Memento) {}

  /** Asks once for each server and maker of models. @throws Error when the person says no */
  async need(server: { id: ServerId; name: string }, model: { name: string; vendor: string }) {
    const given = this.state.get<readonly string[]>(KEY, []);
    const wanted = `${server.id}\n${model.vendor}`;
    if (given.includes(wanted)) return;
    const allow = l10n.t('Allow');
    const answer = await window.showInformationMessage(
      l10n.t('Let {0} answer what the MCP server {1} asks?', model.name, server.name),
      {
        modal: true,
        detail: l10n.t(
          'The request goes to the model as you see it. You see the answer before the server gets it.',
        ),
      },
      allow,
    );
    if (answer !== allow) throw new Error(l10n.t('It was not allowed.'));
    await this.state.update(KEY, [...given, wanted]);
  }
}
