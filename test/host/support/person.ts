import {
  env,
  Range,
  type TextDocument,
  type TextEditor,
  type Uri,
  window,
  workspace,
} from 'vscode';

/** Dialogs that are drawn outside the extension host, where no test can reach them. */
type Dialog = 'showInputBox' | 'showWarningMessage' | 'showInformationMessage';

/** Answers the one dialog that `act` brings up, as a person does, and returns what it said. */
export async function answering(
  dialog: Dialog,
  answer: string,
  act: () => PromiseLike<unknown>,
): Promise<readonly unknown[]> {
  const shown: unknown[][] = [];
  const original = window[dialog];
  const answered = async (...said: unknown[]) => {
    shown.push(said);
    return answer;
  };
  Object.assign(window, { [dialog]: answered });
  try {
    await act();
  } finally {
    Object.assign(window, { [dialog]: original });
  }
  if (shown.length !== 1) throw new Error(`${dialog} was called ${shown.length} times.`);
  return shown[0]!;
}

/**
 * Visits the pages that `act` opens in the browser, redirects and all, and says which they were. The browser
 * is on this machine: the headless VS Code names a way to here that only its wrapper would open.
 */
export async function browsing<T>(
  act: () => PromiseLike<T>,
): Promise<readonly [result: T, pages: readonly URL[]]> {
  const pages: URL[] = [];
  const visits: Promise<unknown>[] = [];
  const { openExternal, asExternalUri } = env;
  const visit = async (address: Uri | string) => {
    const page = new URL(String(address));
    pages.push(page);
    // Whoever opens a page does not wait for it.
    visits.push(fetch(page).then((response) => response.text()));
    return true;
  };
  Object.assign(env, { openExternal: visit, asExternalUri: async (uri: Uri) => uri });
  try {
    const result = await act();
    await Promise.all(visits);
    return [result, pages];
  } finally {
    Object.assign(env, { openExternal, asExternalUri });
  }
}

/** Settles when an editor of this file is in front. */
export function untilEditor(path: string): Promise<TextEditor> {
  return new Promise((resolve) => {
    const look = () => {
      const editor = window.activeTextEditor;
      if (editor?.document.uri.fsPath !== path) return;
      subscription.dispose();
      resolve(editor);
    };
    const subscription = window.onDidChangeActiveTextEditor(look);
    look();
  });
}

/** Settles when an output channel is on show that says `text`. */
export function untilOutput(text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const found = window.visibleTextEditors.some(
        ({ document }) => document.uri.scheme === 'output' && document.getText().includes(text),
      );
      if (!found) return;
      for (const subscription of subscriptions) subscription.dispose();
      resolve();
    };
    const subscriptions = [
      window.onDidChangeVisibleTextEditors(look),
      workspace.onDidChangeTextDocument(look),
    ];
    look();
  });
}

/** Writes over what an editor shows, and saves it. */
export async function rewrite({ document }: TextEditor, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  await editor.edit((edit) => edit.replace(everythingIn(document), text));
  if (!(await document.save())) throw new Error(`${document.uri.fsPath} was not saved.`);
}

function everythingIn(document: TextDocument): Range {
  const end = document.lineAt(document.lineCount - 1).range.end;
  return new Range(0, 0, end.line, end.character);
}
