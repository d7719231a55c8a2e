// The words that people see: those which the sources give to `l10n.t` of VS Code, and to `t` of @vscode/l10n.

import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { root } from './paths.mjs';

/** Where VS Code looks for them, with the name of a language before `.json` in a translated one. */
export const WORDS_FILE = path.join(root, 'l10n/bundle.l10n.json');

const BY_NAME = "import { t } from '@vscode/l10n';";
const WHOLE = "import * as l10n from '@vscode/l10n';\n";

/** @returns {Promise<string>} what the file should hold */
export async function collectWords() {
  const words = await getL10nJson([await joined('.ts'), await joined('.tsx')]);
  const sorted = Object.entries(words).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/**
 * All sources of a kind as one, because the collector takes its time over each that it is given.
 *
 * @param {'.ts' | '.tsx'} extension
 */
async function joined(extension) {
  const files = [];
  for await (const file of glob(`src/**/*${extension}`, { cwd: root })) files.push(file);
  const texts = files.sort().map((file) => readFile(path.join(root, file), 'utf8'));
  const contents = WHOLE + (await Promise.all(texts)).map(findable).join('\n');
  return { extension, contents };
}

/** The collector finds `l10n.t(…)` only, even where `t` is what a file imports; and once for each import. */
function findable(/** @type {string} */ source) {
  const named = source.includes(BY_NAME) ? source.replace(/(?<![\w$.])t\(/g, 'l10n.t(') : source;
  return named.replace(/ from '(?:vscode|@vscode\/l10n)';/g, " from '';");
}
