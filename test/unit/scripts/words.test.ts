import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { collectWords, WORDS_FILE } from '../../../scripts/support/words.mjs';

test('translators find all words of the sources in one file', async () => {
  // `npm run l10n` writes it.
  expect(await readFile(WORDS_FILE, 'utf8')).toBe(await collectWords());
}, 120_000);
