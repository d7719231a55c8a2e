// `npm run l10n`: collects the words that people see, from the sources into l10n/bundle.l10n.json, which is what
// translators start from. Those of package.json stand in package.nls.json.

import { writeFile } from 'node:fs/promises';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { collectWords, WORDS_FILE } = await import('./support/words.mjs');

const words = await collectWords();
await writeFile(WORDS_FILE, words);
console.log(`${Object.keys(JSON.parse(words)).length} texts`);
