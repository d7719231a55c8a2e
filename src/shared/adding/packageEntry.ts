import { splitCommandLine } from '../config/commandLine';
import type { EntryJson } from './entryDraft';

export type PackageRegistry = 'npm' | 'pypi';

/** As `name` in package.json may be, with a version or a tag behind it. */
const NPM_NAME = /^(?:@[a-z\d~-][\w.~-]*\/)?[a-z\d~-][\w.~-]*(?:@[\w.^~<>=*|+-]+)?$/i;
/** https://packaging.python.org/en/latest/specifications/name-normalization/, with extras and a version. */
const PYPI_NAME = /^[a-z\d](?:[\w.-]*[a-z\d])?(?:\[[\w,.-]+\])?(?:(?:@|[=~<>!]=?)[\w.*+!-]+)?$/i;
/** A folder, an archive or a repository in the place of a name. */
const PLACE = /^(?:\.{0,2}[\\/]|~[\\/]|[a-z]:[\\/]|file:|git\+|https?:|github:|\$\{)/i;
const RUNNERS: Readonly<Record<PackageRegistry, RegExp>> = {
  npm: /^npx(?:\.cmd)?$/i,
  pypi: /^uvx(?:\.exe)?$/i,
};

/**
 * The entry for a package and its arguments, as somebody typed them; the program that runs packages may
 * stand before them. Undefined when no package is named.
 */
export function packageEntry(registry: PackageRegistry, text: string): EntryJson | undefined {
  const words = splitCommandLine(text.trim()) ?? [];
  const given = RUNNERS[registry].test(words[0] ?? '') ? words.slice(1) : words;
  const args = registry === 'npm' ? given.filter((word) => !isYes(word)) : given;
  const [first] = args;
  // An option of the runner, such as `--from`, may come before the name; what follows is its own affair.
  if (first === undefined || !(first.startsWith('-') || isPackage(registry, first))) {
    return undefined;
  }
  return registry === 'npm'
    ? { type: 'stdio', command: 'npx', args: ['-y', ...args] }
    : { type: 'stdio', command: 'uvx', args };
}

/** Whether `word` can name a package, or the place of one. */
export function isPackage(registry: PackageRegistry, word: string): boolean {
  return PLACE.test(word) || (registry === 'npm' ? NPM_NAME : PYPI_NAME).test(word);
}

function isYes(word: string): boolean {
  return word === '-y' || word === '--yes';
}
