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

const EXTENSION = String.raw`\.[A-Za-z][A-Za-z0-9]{0,5}`;
const ROOT = String.raw`(?:file:\/\/\/?|[A-Za-z]:[\\/]|\.{0,2}[\\/])?`;
/** `/srv/app.js:12:5`, `file:///srv/app.mjs:12`, `C:\app\main.ts(4,2)`, `src/index.ts:4:2` */
const COLON = new RegExp(
  String.raw`(${ROOT}[^\s:()"'<>|*?,;]+${EXTENSION})(?::(\d+)(?::(\d+))?|\((\d+),(\d+)\))`,
  'g',
);
/** Python: `File "/srv/app.py", line 3` */
const PYTHON = /File "([^"<>]+)", line (\d+)/g;

/** The places in files that `text` names, in order. */
export function fileLocations(text: string): readonly FileLocation[] {
  const found: FileLocation[] = [];
  for (const match of text.matchAll(PYTHON)) found.push(located(match, match[1], match[2]));
  for (const match of text.matchAll(COLON)) {
    if (/^(?:node:|https?:)/.test(text.slice(Math.max(0, match.index - 8), match.index + 6)))
      continue;
    if (/(?:\/\/|[\w.-]@)$/.test(text.slice(0, match.index))) continue;
    const path = match[1] ?? '';
    if (!/[\\/]/.test(path)) continue;
    found.push(located(match, path, match[2] ?? match[4], match[3] ?? match[5]));
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
  const bare = decodeURIComponent(path.replace(/^file:\/\//, ''));
  return bare.replace(/^\/([A-Za-z]:)/, '$1');
}
