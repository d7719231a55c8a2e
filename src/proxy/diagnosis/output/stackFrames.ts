/** A place in a source file. */
export interface SourceFrame {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column?: number;
}

/** Node, Deno and Bun. */
const NODE_FRAME =
  /^\s+at (?:.*? \()?(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/]|webpack:\/\/)[^()]*?):(\d+):(\d+)\)?$/;
const NODE_HEADING = /^(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])\S.*?):(\d+)$/;
/** tsx and other programs that compile by esbuild, which counts columns from 0. */
const ESBUILD_ERROR = /^((?:\/|[A-Za-z]:[\\/])\S.*?):(\d+):(\d+): ERROR: /;
const DENO_PARSE_ERROR = /^error: .+ at file:\/\/(\/.+?):(\d+):(\d+)$/;
const PYTHON_FRAME = /^[\s|+]*File "([^"]+)", line (\d+)/;
const DOTNET_FRAME = /^\s+at .+ in (.+):line (\d+)$/;
const GO_FRAME = /^\s+(\/\S+\.go|[A-Za-z]:\S+\.go):(\d+)(?: \+0x[0-9a-f]+)?$/;
const RUST_FRAME = /panicked at (?:'.*', )?([^\s:']+\.rs):(\d+):(\d+)/;
const RUBY_FRAME = /^(?:\s+(?:\d+: )?from )?(\S+\.rb):(\d+):in /;
const INNERMOST_FIRST = [
  NODE_FRAME,
  DENO_PARSE_ERROR,
  DOTNET_FRAME,
  GO_FRAME,
  RUST_FRAME,
  RUBY_FRAME,
];

const FOREIGN =
  /(?:^node:|[\\/]node_modules[\\/]|[\\/](?:site|dist)-packages[\\/]|[\\/]lib[\\/]python[\d.]+[\\/]|^<|[\\/]go[\\/]pkg[\\/]mod[\\/]|[\\/]rustc[\\/]|[\\/]usr[\\/]local[\\/]go[\\/]src[\\/]|[\\/]_npx[\\/]|[\\/]deno[\\/](?:npm|deps|remote)[\\/])/;

/** Whether a file belongs to the person's own code: not to a runtime, not to an installed package. */
export function isOwnFile(file: string): boolean {
  return !FOREIGN.test(file);
}

/**
 * The frame in the person's own code that is nearest to the error. Node, .NET, Go and Ruby print the
 * innermost frame first, Python last.
 */
export function ownFrame(
  lines: readonly string[],
  isOwn: (file: string) => boolean = isOwnFile,
): SourceFrame | undefined {
  const python = lines
    .map((line) => match(PYTHON_FRAME, line))
    .filter((frame) => frame !== undefined);
  const own = python.findLast((frame) => isOwn(frame.file));
  if (own) return own;
  const compiled = firstOwn(lines, ESBUILD_ERROR, isOwn);
  if (compiled) return { ...compiled, column: (compiled.column ?? 0) + 1 };
  for (const pattern of INNERMOST_FIRST) {
    const frame = firstOwn(lines, pattern, isOwn);
    if (frame) return frame;
  }
  return headingFrame(lines, isOwn);
}

/** Every file that the frames name, whoever's it is. */
export function framedFiles(lines: readonly string[]): string[] {
  const patterns = [PYTHON_FRAME, ESBUILD_ERROR, ...INNERMOST_FIRST, NODE_HEADING];
  const files = lines.flatMap((line) =>
    patterns.flatMap((pattern) => match(pattern, line)?.file ?? []),
  );
  return [...new Set(files)];
}

/** Node prints where a syntax error is above the message, and not as a frame; a caret marks the column. */
function headingFrame(
  lines: readonly string[],
  isOwn: (file: string) => boolean,
): SourceFrame | undefined {
  const at = lines.findIndex((line) => isOwn(match(NODE_HEADING, line)?.file ?? '<'));
  const frame = at < 0 ? undefined : match(NODE_HEADING, lines[at]!);
  const caret = /^\s*(?=\^)/.exec(lines[at + 2] ?? '');
  return frame && caret ? { ...frame, column: caret[0].length + 1 } : frame;
}

function firstOwn(
  lines: readonly string[],
  pattern: RegExp,
  isOwn: (file: string) => boolean,
): SourceFrame | undefined {
  for (const line of lines) {
    const frame = match(pattern, line);
    if (frame && isOwn(frame.file)) return frame;
  }
  return undefined;
}

function match(pattern: RegExp, line: string): SourceFrame | undefined {
  const found = pattern.exec(line);
  if (!found) return undefined;
  const [, file = '', row = '', column] = found;
  return {
    file: decodePath(file),
    line: Number(row),
    ...(column === undefined ? {} : { column: Number(column) }),
  };
}

/** Node prints ES modules as file URLs, with `%20` for a space and a slash before a drive. */
function decodePath(file: string): string {
  const bare = file.replace(/^\/(?=[A-Za-z]:[\\/])/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
