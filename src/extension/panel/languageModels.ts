import { CancellationTokenSource, type Disposable, l10n, lm } from 'vscode';
import type { LanguageModel, ModelAnswer, ModelQuestion } from '../../shared/model/answering';
import { modelMessages, readAnswer, requestOptions } from './modelMessages';

/** The language models that VS Code lets extensions use, on behalf of a server that wants one asked. */
export class LanguageModels implements Disposable {
  readonly #running = new Map<string, CancellationTokenSource>();

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
   * VS Code asks for consent the first time, which it may only do because a person has just asked for this.
   * @throws Error with what the model, VS Code or the person said instead
   */
  async ask(
    { askId, modelId, question }: { askId: string; modelId: string; question: ModelQuestion },
    serverName: string,
  ): Promise<ModelAnswer> {
    const model = (await lm.selectChatModels({ id: modelId }))[0];
    if (model === undefined) throw new Error(l10n.t('This model is not offered any more.'));
    const source = new CancellationTokenSource();
    this.#running.set(askId, source);
    try {
      const justification = l10n.t('The MCP server {0} asks a language model.', serverName);
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
