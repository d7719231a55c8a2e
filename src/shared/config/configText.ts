import { t } from '@vscode/l10n';
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/** A stretch of a file; lines and columns count from 1, the end is exclusive. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Something wrong in a configuration file, at its place. */
export interface FileProblem {
  /** An error keeps the entry (or, without `server`, the whole file) from being used. */
  readonly severity: 'error' | 'warning';
  /** What was found, and what was expected. */
  readonly message: string;
  readonly range: TextRange;
  /** Name of the entry that it concerns. */
  readonly server?: string;
  /** The property of the entry, for example `env.API_KEY`. */
  readonly property?: string;
  /** The offending text, as written. */
  readonly value?: string;
}

/** A parsed file: its tree, and a way from the tree back to lines and columns. */
export interface ConfigText {
  /** Absent when the file is empty. */
  readonly root?: Node;
  readonly syntaxProblems: readonly FileProblem[];
  rangeOf(node: { readonly offset: number; readonly length: number }): TextRange;
  /** The text of a node, as written. */
  textOf(node: { readonly offset: number; readonly length: number }): string;
}

/** Something that no parser can read: a message, and the offset and length of what it is about. */
export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** More than anybody reads. A file that is no JSON at all has one at every word. */
const MAX_SYNTAX_PROBLEMS = 100;

/** Parses JSON with comments and trailing commas. Never throws. */
export function parseConfigText(source: string): ConfigText {
  const text = withoutMark(source);
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  } catch {
    // The parser calls itself for each level.
    const problem = {
      message: t('The file is nested too deeply to be read.'),
      offset: 0,
      length: 0,
    };
    return configText(text, [problem]);
  }
  const problems = errors.slice(0, MAX_SYNTAX_PROBLEMS).map(({ error, offset, length }) => {
    const found = text.slice(offset, offset + length);
    return { message: describeSyntaxError(error, found), offset, length };
  });
  return configText(text, problems, root);
}

/** A byte-order mark is no part of the text, but it keeps its place so that offsets stay true. */
export function withoutMark(source: string): string {
  return source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source;
}

/** Joins a tree to the text that it was read from. */
export function configText(
  text: string,
  problems: readonly SyntaxProblem[],
  root?: Node,
): ConfigText {
  const rangeOf = rangeFinder(text);
  const textOf: ConfigText['textOf'] = ({ offset, length }) => text.slice(offset, offset + length);
  const syntaxProblems = problems.map((problem): FileProblem => {
    const value = textOf(problem);
    return {
      severity: 'error',
      message: problem.message,
      range: rangeOf(problem),
      ...(value === '' ? {} : { value }),
    };
  });
  return { ...(root === undefined ? {} : { root }), syntaxProblems, rangeOf, textOf };
}

function rangeFinder(text: string): ConfigText['rangeOf'] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  const position = (offset: number): [line: number, column: number] => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - starts[low]! + 1];
  };
  return ({ offset, length }) => {
    const [line, column] = position(offset);
    const [endLine, endColumn] = position(offset + length);
    return { line, column, endLine, endColumn };
  };
}

function describeSyntaxError(code: number, found: string): string {
  const seen = found === '' ? t('the end of the file') : `\`${clip(found)}\``;
  switch (printParseErrorCode(code)) {
    case 'PropertyNameExpected':
      return t('A property name in double quotes was expected, but {0} was found.', seen);
    case 'ValueExpected':
      return t('A value was expected, but {0} was found.', seen);
    case 'ColonExpected':
      return t('A colon was expected, but {0} was found.', seen);
    case 'CommaExpected':
      return t('A comma was expected, but {0} was found.', seen);
    case 'CloseBraceExpected':
      return t('A closing brace `}` was expected, but {0} was found.', seen);
    case 'CloseBracketExpected':
      return t('A closing bracket `]` was expected, but {0} was found.', seen);
    case 'EndOfFileExpected':
      return t('The end of the file was expected, but {0} was found.', seen);
    case 'UnexpectedEndOfComment':
      return t('A comment is not closed with `*/`.');
    case 'UnexpectedEndOfString':
      return t('A string is not closed with a double quote.');
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return t('{0} is not a number.', seen);
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
      return t('{0} has an invalid escape sequence; a backslash is written `\\\\`.', seen);
    case 'InvalidCharacter':
      return t('{0} holds a character that must be escaped.', seen);
    default:
      return t('{0} is not valid here.', seen);
  }
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
