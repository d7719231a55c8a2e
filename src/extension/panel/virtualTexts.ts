import {
  commands,
  type Disposable,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { DisposableStore } from '../util/disposableStore';

const SCHEME = 'portcullis-text';
/** Texts of editors that were closed long ago are forgotten. */
const MAX_TEXTS = 100;
const ENDINGS: Readonly<Record<string, string>> = {
  json: '.json',
  markdown: '.md',
  plaintext: '.txt',
};

/** Texts that are shown in editors and cannot be changed: results, resources, what was before. */
export class VirtualTexts implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #disposables = new DisposableStore();
  #count = 0;

  constructor() {
    this.#disposables.add(workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path) ?? l10n.t('This text is not kept any more.');
  }

  /** Shows VS Code's own comparison of two texts. */
  async compare(title: string, before: string, after: string, language: string): Promise<void> {
    const [left, right] = [this.#add(title, before, language), this.#add(title, after, language)];
    await commands.executeCommand('vscode.diff', left, right, title, {
      viewColumn: ViewColumn.Beside,
      preview: true,
    });
  }

  /** Shows a text in an editor that cannot change it. */
  async open(title: string, text: string, language: string): Promise<void> {
    const document = await workspace.openTextDocument(this.#add(title, text, language));
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #add(title: string, text: string, language: string): Uri {
    const name = title.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80) || 'text';
    const path = `/${this.#count++}/${name}${ENDINGS[language] ?? ''}`;
    this.#texts.set(path, text);
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MAX_TEXTS) break;
      this.#texts.delete(oldest);
    }
    return Uri.from({ scheme: SCHEME, path });
  }
}
