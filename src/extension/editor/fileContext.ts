import { commands, type Disposable, type TextEditor, window, workspace } from 'vscode';
import { looksLikeServer } from '../../shared/adding/serverSource';
import { languageOf } from '../adding/projectFacts';
import { CONTEXT_KEYS } from '../ids';
import { DisposableStore } from '../util/disposableStore';
import { debounce } from '../util/timers';

const SETTLE_MS = 300;

/** Tells VS Code's menus whether the file in the active editor looks like an MCP server. */
export class FileContext implements Disposable {
  readonly #disposables = new DisposableStore();
  #told: boolean | undefined;

  constructor() {
    const look = () => this.#tell(isServer(window.activeTextEditor));
    const later = debounce(look, SETTLE_MS);
    for (const item of [
      later,
      window.onDidChangeActiveTextEditor(look),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) later();
      }),
    ]) {
      this.#disposables.add(item);
    }
    look();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #tell(value: boolean): void {
    if (value === this.#told) return;
    this.#told = value;
    void commands.executeCommand('setContext', CONTEXT_KEYS.fileIsServer, value);
  }
}

function isServer(editor: TextEditor | undefined): boolean {
  if (editor?.document.uri.scheme !== 'file') return false;
  const language = languageOf(editor.document.uri.path);
  return language !== undefined && looksLikeServer(editor.document.getText(), language);
}
