import { isOwnFile, ownFrame, type SourceFrame } from './stackFrames';

export interface UncaughtError {
  /** Type and message, on one line. */
  readonly message: string;
  /** In the person's own code, if a frame of it was printed. */
  readonly frame?: SourceFrame;
}

/** `TypeError: …`, `Error [ERR_X]: …`, `ValueError: …`, `java.lang.IllegalStateException: …`. */
const TYPED =
  /(?:^|[\s:|])((?:[\w$]+\.)*(?:[A-Z]\w*)?(?:Error|Exception|Exit|Interrupt|Warning|Fault)(?: \[\w+\])?(?:: .*)?)$/;
const PYTHON_TYPED = /^[\s|]*((?:\w+\.)*[A-Za-z_]\w*(?:: .*)?)$/;
/** Bun names neither a plain Error nor a syntax error by its type. */
const PLAIN = /^error: (.+)$/;
const DENO_PARSE = /^error: (.+) at file:\/\/\/.+:\d+:\d+$/;
const TRACEBACK = /Traceback \(most recent call last\):/;
/** Node prints the file and the source line with a caret above the error. */
const HEADING_LINES = 6;
const FRAME = /^\s+at \S/;

/**
 * The error that ended a program, as its runtime prints it.
 * @param isOwn whether a file belongs to the person's own code and is there
 */
export function uncaughtError(
  lines: readonly string[],
  isOwn: (file: string) => boolean = isOwnFile,
): UncaughtError | undefined {
  const found =
    pythonError(lines) ??
    panic(lines) ??
    stackError(lines) ??
    syntaxError(lines) ??
    denoSyntaxError(lines) ??
    thrownValue(lines);
  if (!found) return undefined;
  const frame = ownFrame(lines.slice(found.from), isOwn);
  return { message: found.message, ...(frame ? { frame } : {}) };
}

interface Found {
  readonly message: string;
  /** Where the report of the error begins. */
  readonly from: number;
}

/** The last traceback is the one that ended the program; its last line names the error. */
function pythonError(lines: readonly string[]): Found | undefined {
  const from = lines.findLastIndex((line) => TRACEBACK.test(line));
  if (from < 0) return pythonSyntaxError(lines);
  let message: string | undefined;
  for (const line of lines.slice(from + 1)) {
    if (/^[\s|]*File "|^\s*[\^~]+\s*$|^[\s|]*\+-/.test(line)) continue;
    const indent = /^[\s|]*/.exec(line)?.[0].replaceAll('|', ' ').length ?? 0;
    // Frames and their source lines are indented; an exception group indents its members by two.
    const typed = indent <= (line.includes('|') ? 6 : 0) ? PYTHON_TYPED.exec(line) : null;
    if (typed?.[1] && looksLikeType(typed[1])) message = typed[1];
  }
  return message ? { message, from } : undefined;
}

function looksLikeType(text: string): boolean {
  return /^(?:\w+\.)*(?:[A-Z]\w*|KeyboardInterrupt)(?:: |$)/.test(text);
}

function pythonSyntaxError(lines: readonly string[]): Found | undefined {
  const at = lines.findLastIndex((line) => /^(?:Syntax|Indentation|Tab)Error: /.test(line));
  const from = lines.findLastIndex((line, index) => index < at && /^\s+File "/.test(line));
  return at >= 0 && from >= 0 ? { message: lines[at]!, from } : undefined;
}

/** A typed line followed by stack frames; a message may run over several lines. */
function stackError(lines: readonly string[]): Found | undefined {
  const firstFrame = lines.findIndex((line) => FRAME.test(line));
  if (firstFrame < 0) return undefined;
  for (let index = firstFrame - 1; index >= Math.max(0, firstFrame - 8); index--) {
    const message = TYPED.exec(lines[index]!)?.[1];
    if (message) return { message: message.trim(), from: Math.max(0, index - HEADING_LINES) };
  }
  const bun = PLAIN.exec(lines[firstFrame - 1] ?? '')?.[1];
  return bun === undefined ? undefined : { message: bun, from: firstFrame };
}

/** Node prints a syntax error without a frame of the file that has it. */
function syntaxError(lines: readonly string[]): Found | undefined {
  const at = lines.findLastIndex((line) => /^SyntaxError(?: \[\w+\])?: /.test(line));
  return at < 0 ? undefined : { message: lines[at]!, from: Math.max(0, at - HEADING_LINES) };
}

/** Deno prints the place of a syntax error behind its message. */
function denoSyntaxError(lines: readonly string[]): Found | undefined {
  const from = lines.findLastIndex((line) => DENO_PARSE.test(line));
  const message = DENO_PARSE.exec(lines[from] ?? '')?.[1];
  return message === undefined ? undefined : { message, from };
}

function panic(lines: readonly string[]): Found | undefined {
  const go = lines.findIndex((line) => /^panic: |^fatal error: /.test(line));
  if (go >= 0) return { message: lines[go]!, from: go };
  const rust = lines.findIndex((line) => /^thread '.*' (?:\(\d+\) )?panicked at /.test(line));
  if (rust < 0) return undefined;
  const quoted = /panicked at '(.*)', /.exec(lines[rust]!)?.[1];
  return { message: `panic: ${quoted ?? lines[rust + 1] ?? ''}`, from: rust };
}

/** `throw` of something that is no Error. */
function thrownValue(lines: readonly string[]): Found | undefined {
  const at = lines.findIndex((line) => /^\s*triggerUncaughtException\(|^Uncaught/.test(line));
  if (at < 0) return undefined;
  const rest = lines
    .slice(at + 1)
    .filter((line) => !/^\s*\^?\s*$|^Node\.js v|^Thrown at/.test(line));
  const message = rest.join(' ').trim() || lines[at]!.trim();
  return { message: message.slice(0, 300), from: at };
}
