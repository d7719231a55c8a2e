import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pseudo } from './pseudo';

/** What translators start from. */
const BUNDLE = path.resolve(import.meta.dirname, '../../../l10n/bundle.l10n.json');

type Words = Record<string, string | { message: string; comment: string[] }>;

/** All words that translators are given, in the language of the tests, as VS Code gives them to a page. */
export async function pseudoWords(): Promise<string> {
  const words: Words = JSON.parse(await readFile(BUNDLE, 'utf8'));
  const entries = Object.entries(words).map(([key, word]) => [
    key,
    typeof word === 'string' ? pseudo(word) : { ...word, message: pseudo(word.message) },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}
