import {
  Position,
  Range,
  TextEditorRevealType,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { TextRange } from '../../shared/config/configText';
import { type ConfigEdit, editConfig, smallestChange } from '../../shared/config/editConfig';

/** Edits a JSON file through the editor, so that it can be undone, and saves it. */
export function editJsonFile(uri: Uri, edits: readonly ConfigEdit[]): Promise<void> {
  return editFile(uri, (text) => editConfig(text, edits));
}

/** Changes a file through the editor, so that it can be undone, and saves it. */
export async function editFile(uri: Uri, change: (text: string) => string): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const before = document.getText();
  const { start, end, text } = smallestChange(before, change(before));
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await workspace.applyEdit(edit))) throw new Error(`${uri.fsPath} could not be changed.`);
  if (!(await document.save())) throw new Error(`${uri.fsPath} could not be saved.`);
}

export function toRange(range: TextRange): Range {
  return new Range(
    new Position(range.line - 1, range.column - 1),
    new Position(range.endLine - 1, range.endColumn - 1),
  );
}

/** Opens a file and puts the cursor at the start of `range`. */
export async function showFile(uri: Uri, range?: TextRange): Promise<void> {
  if (range === undefined) {
    await window.showTextDocument(uri, { preview: true });
    return;
  }
  const { start } = toRange(range);
  const selection = new Range(start, start);
  const editor = await window.showTextDocument(uri, { preview: true, selection });
  editor.revealRange(toRange(range), TextEditorRevealType.InCenterIfOutsideViewport);
}
