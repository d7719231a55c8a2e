export interface BindError {
  readonly code: 'EADDRINUSE' | 'EACCES' | 'EADDRNOTAVAIL';
  readonly port?: number;
  readonly line: string;
}

const IN_USE =
  /EADDRINUSE|AddrInUse|address already in use|only one usage of each socket address|port \d+ (?:is|was) (?:already )?(?:in use|allocated|taken)|port is already allocated/i;
const NO_ACCESS =
  /listen EACCES|(?:bind|listen)[^\n]*permission denied|error while attempting to bind[^\n]*permission denied/i;
const NOT_LOCAL = /EADDRNOTAVAIL|cannot assign requested address|can't assign requested address/i;

/** What programs print when they cannot open their port. */
export function bindError(lines: readonly string[]): BindError | undefined {
  for (const [index, line] of lines.entries()) {
    const code = codeOf(line) ?? pythonBind(lines, index);
    if (!code) continue;
    const port =
      portIn(line) ??
      portIn(lines.slice(index, index + 12).find((next) => /\bport: \d+/.test(next)) ?? '');
    return { code, ...(port === undefined ? {} : { port }), line: line.trim() };
  }
  return undefined;
}

function codeOf(line: string): BindError['code'] | undefined {
  if (IN_USE.test(line)) return 'EADDRINUSE';
  if (NO_ACCESS.test(line)) return 'EACCES';
  return NOT_LOCAL.test(line) ? 'EADDRNOTAVAIL' : undefined;
}

/** A PermissionError says only in its traceback that it was about a port. */
function pythonBind(lines: readonly string[], index: number): BindError['code'] | undefined {
  if (!/^PermissionError: \[Errno 13\]/.test(lines[index]!)) return undefined;
  const before = lines.slice(Math.max(0, index - 6), index);
  return before.some((line) => /\.bind\(|create_server\(|server_bind/.test(line))
    ? 'EACCES'
    : undefined;
}

function portIn(line: string): number | undefined {
  const found =
    /[\d\])*]:(\d{1,5})\b/.exec(line) ??
    /:::(\d{1,5})\b/.exec(line) ??
    /\(['"][^'"]*['"], (\d{1,5})\)/.exec(line) ??
    /\bport:? (\d{1,5})\b/i.exec(line) ??
    /:(\d{2,5})\b/.exec(line);
  return found ? Number(found[1]) : undefined;
}
