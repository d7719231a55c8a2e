/** A place in a source file. */
export interface SourceFrame {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column?: number;
}

const NODE_FRAME =
  /^\s+at (?:.*? \()?(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/]|webpack:\/\/)[^()]*?):(\d+):(\d+)\)?$/;
const NODE_HEADING = /^(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])\S.*?):(\d+)$/;
const PYTHON_FRAME = /^[\s|+]*File "([^"]+)", line (\d+)/;
const DOTNET_FRAME = /^\s+at .+ in (.+):line (\d+)$/;
const GO_FRAME = /^\s+(\/\S+\.go|[A-Za-z]:\S+\.go):(\d+)(?: \+0x[0-9a-f]+)?$/;
const RUST_FRAME = /panicked at (?:'.*', )?([^\s:']+\.rs):(\d+):(\d+)/;
const RUBY_FRAME = /^(?:\s+(?:\d+: )?from )?(\S+\.rb):(\d+):in /;

const FOREIGN =
  /(?:^node:|[\\/]node_modules[\\/]|[\\/](?:site|dist)-packages[\\/]|[\\/]lib[\\/]python[\d.]+[\\/]|^<|[\\/]go[\\/]pkg[\\/]mod[\\/]|[\\/]rustc[\\/]|[\\/]usr[\\/]local[\\/]go[\\/]src[\\/]|[\\/]_npx[\\/])/;

/** Whether a file belongs to the person's own code: not to a runtime, not to an installed package. */
export function isOwnFile(file: string): boolean {
  return !FOREIGN.test(file);
}

/**
 * The frame in the person's own code that is nearest to the error. Node, .NET, Go and Ruby print the
 * innermost frame first, Python last.
 */
export function ownFrame(lines: readonly string[]): SourceFrame | undefined {
  const python = lines
    .map((line) => match(PYTHON_FRAME, line))
    .filter((frame) => frame !== undefined);
  const own = python.findLast((frame) => isOwnFile(frame.file));
  if (own) return own;
  for (const pattern of [NODE_FRAME, DOTNET_FRAME, GO_FRAME, RUST_FRAME, RUBY_FRAME]) {
    const frame = firstOwn(lines, pattern);
    if (frame) return frame;
  }
  // Node prints where a syntax error is above the message, and not as a frame.
  return firstOwn(lines, NODE_HEADING);
}

function firstOwn(lines: readonly string[], pattern: RegExp): SourceFrame | undefined {
  for (const line of lines) {
    const frame = match(pattern, line);
    if (frame && isOwnFile(frame.file)) return frame;
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

/** Node prints ES modules as file URLs, with `%20` for a space. */
function decodePath(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
