// The words that people see: those which the sources give to `l10n.t` of VS Code, and to `t` of @vscode/l10n.

import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { root } from './paths.mjs';

/** Where VS Code looks for them, with the name of a language before `.json` in a translated one. */
export const WORDS_FILE = path.join(root, 'l10n/bundle.l10n.json');

/** @returns {Promise<string>} what the file should hold */
export async function collectWords() {
  const files = [];
  for await (const file of glob('src/**/*.{ts,tsx}', { cwd: root })) files.push(file);
  const sources = files.sort().map(async (file) => ({
    extension: /** @type {'.ts' | '.tsx'} */ (path.extname(file)),
    contents: findable(await readFile(path.join(root, file), 'utf8')),
  }));
  const words = await getL10nJson(await Promise.all(sources));
  const sorted = Object.entries(words).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

const IMPORT = "import { t } from '@vscode/l10n';";

/** The collector finds `l10n.t(…)` only, even where `t` is what a file imports. */
function findable(/** @type {string} */ source) {
  if (!source.includes(IMPORT)) return source;
  const named = source.replace(IMPORT, "import * as l10n from '@vscode/l10n';");
  return named.replace(/(?<![\w$.])t\(/g, 'l10n.t(');
}
