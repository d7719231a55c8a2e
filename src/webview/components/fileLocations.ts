/** A place in a file, found in text that a program printed. */
export interface FileLocation {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly column?: number;
}

const NAME = String.raw`[^\s:()"'<>|*?,;]`;
const PREFIX = String.raw`(?:file:|[A-Za-z]:[\\/])`;
/**
 * No part of an address of the web, and of nothing longer. A name is looked at from its beginning only: a
 * server may print lines of any length, and the time must not grow with their square.
 */
const START = String.raw`(?<![\w/\\.:@%-])(?:(?<!${NAME})|(?=${PREFIX}))`;
const EXTENSION = String.raw`(?<=\.[A-Za-z]\w{0,5})`;
/** `/srv/app.js:12:5`, `file:///srv/app.mjs:12`, `C:\app\main.ts(4,2)`, `src/index.ts:4:2` */
const COLON = new RegExp(
  String.raw`${START}((?:file:\/\/\/?)?(?:[A-Za-z]:[\\/])?${NAME}+)${EXTENSION}(?::(\d+)(?::(\d+))?|\((\d+),(\d+)\))`,
  'g',
);
/** Python: `File "/srv/app.py", line 3` */
const PYTHON = /File "([^"<>]+)", line (\d+)/g;

/** The places in files that `text` names, in order. */
export function fileLocations(text: string): readonly FileLocation[] {
  const found: FileLocation[] = [];
  for (const match of text.matchAll(PYTHON)) found.push(located(match, match[1], match[2]));
  for (const match of text.matchAll(COLON)) {
    const [, path = '', line, column, lineInBrackets, columnInBrackets] = match;
    // A bare name is more often a host or a module than a file.
    if (!/[\\/]/.test(path)) continue;
    found.push(located(match, path, line ?? lineInBrackets, column ?? columnInBrackets));
  }
  return found.sort((a, b) => a.start - b.start);
}

function located(
  match: RegExpExecArray,
  path: string | undefined,
  line: string | undefined,
  column?: string,
): FileLocation {
  return {
    start: match.index,
    end: match.index + match[0].length,
    path: plainPath(path ?? ''),
    line: Number(line),
    ...(column === undefined ? {} : { column: Number(column) }),
  };
}

/** A `file:` URL as the path that it names. */
function plainPath(path: string): string {
  if (!path.startsWith('file:')) return path;
  const bare = path.replace(/^file:\/\//, '');
  return decoded(bare).replace(/^\/([A-Za-z]:)/, '$1');
}

/** In what a program prints, a percent sign may stand for itself. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
