import { config } from '@vscode/l10n';
import { WORDS_ARGUMENT } from '../shared/wordsArgument';

/** Speaks VS Code's language, if the arguments name the file with its words and it can be read; else English. */
export function useWords(argv: readonly string[]): void {
  const at = argv.indexOf(WORDS_ARGUMENT);
  const file = at < 0 ? undefined : argv[at + 1];
  if (file === undefined) return;
  try {
    config({ fsPath: file });
  } catch (error) {
    console.error(`The words in ${file} cannot be used: ${String(error)}`);
  }
}
