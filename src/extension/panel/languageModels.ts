import { CancellationTokenSource, type Disposable, l10n, lm } from 'vscode';
import type { LanguageModel, ModelAnswer, ModelQuestion } from '../../shared/model/answering';
import type { ServerId } from '../../shared/model/server';
import type { ModelConsent } from './modelConsent';
import { modelMessages, readAnswer, requestOptions } from './modelMessages';

/** The language models that VS Code lets extensions use, on behalf of a server that wants one asked. */
export class LanguageModels implements Disposable {
  readonly #running = new Map<string, CancellationTokenSource>();

  constructor(private readonly consent: Pick<ModelConsent, 'need'>) {}

  /** None without a provider of models, such as Copilot, or before a sign-in there. */
  async list(): Promise<readonly LanguageModel[]> {
    const models = await lm.selectChatModels();
    return models.map(({ id, name, vendor, family, maxInputTokens }) => ({
      id,
      name,
      vendor,
      family,
      maxInputTokens,
    }));
  }

  /**
   * The person is asked whether the server may have this, and by VS Code whether we may: only because a person has just
   * asked for it.
   * @throws Error with what the model, VS Code or the person said instead
   */
  async ask(
    { askId, modelId, question }: { askId: string; modelId: string; question: ModelQuestion },
    server: { id: ServerId; name: string },
  ): Promise<ModelAnswer> {
    const model = (await lm.selectChatModels({ id: modelId }))[0];
    if (model === undefined) throw new Error(l10n.t('This model is not offered any more.'));
    await this.consent.need(server, model);
    const source = new CancellationTokenSource();
    this.#running.set(askId, source);
    try {
      const justification = l10n.t('The MCP server {0} asks a language model.', server.name);
      const response = await model.sendRequest(
        modelMessages(question),
        requestOptions(question, justification),
        source.token,
      );
      return await readAnswer(response);
    } finally {
      this.#running.delete(askId);
      source.dispose();
    }
  }

  stop(askId: string): void {
    this.#running.get(askId)?.cancel();
  }

  dispose(): void {
    for (const source of this.#running.values()) source.cancel();
  }
}
