import path from 'node:path';
import { globPattern } from './globPattern';

/** Files of a folder whose change matters. */
export interface Sources {
  /** Absolute. */
  readonly folder: string;
  /** Globs from there. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const IGNORE_CASE = process.platform === 'win32' || process.platform === 'darwin';

/** Whether `file` (absolute) is one of these. */
export function sourceMatcher(sources: readonly Sources[]): (file: string) => boolean {
  const compiled = sources.map(({ folder, include, exclude }) => ({
    folder,
    include: include.map((glob) => globPattern(glob, IGNORE_CASE)),
    exclude: exclude.map((glob) => globPattern(glob, IGNORE_CASE)),
  }));
  return (file) =>
    compiled.some(({ folder, include, exclude }) => {
      const relative = path.relative(folder, file).replaceAll(path.sep, '/');
      if (relative === '' || relative.startsWith('../') || path.isAbsolute(relative)) return false;
      const passes = (pattern: RegExp) => pattern.test(relative);
      return include.some(passes) && !exclude.some(passes);
    });
}

/**
 * What globs mean that a person has written: from `folder`, or absolute. One that begins with `!` excludes, as
 * in VS Code's own `dev.watch`.
 */
export function namedSources(folder: string, globs: readonly string[]): Sources[] {
  const isExcluding = (glob: string) => glob.startsWith('!');
  const exclude = globs.filter(isExcluding).map((glob) => glob.slice(1));
  const include = globs.filter((glob) => glob !== '' && !isExcluding(glob));
  const own = include.filter((glob) => !path.isAbsolute(glob));
  const absolute = include.filter((glob) => path.isAbsolute(glob)).map(splitGlob);
  return [
    ...(own.length > 0 ? [{ folder, include: own, exclude }] : []),
    ...absolute.map((one) => ({ ...one, exclude })),
  ];
}

/** The folder before the first wildcard, and the rest. */
function splitGlob(glob: string): Pick<Sources, 'folder' | 'include'> {
  const parts = glob.replaceAll('\\', '/').split('/');
  const wild = parts.findIndex((part) => /[*?{[]/.test(part));
  const at = wild < 0 ? parts.length - 1 : wild;
  return { folder: parts.slice(0, at).join('/') || '/', include: [parts.slice(at).join('/')] };
}
