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
    const problem = { message: 'The file is nested too deeply to be read.', offset: 0, length: 0 };
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
  const seen = found === '' ? 'the end of the file' : `\`${clip(found)}\``;
  switch (printParseErrorCode(code)) {
    case 'PropertyNameExpected':
      return `A property name in double quotes was expected, but ${seen} was found.`;
    case 'ValueExpected':
      return `A value was expected, but ${seen} was found.`;
    case 'ColonExpected':
      return `A colon was expected, but ${seen} was found.`;
    case 'CommaExpected':
      return `A comma was expected, but ${seen} was found.`;
    case 'CloseBraceExpected':
      return `A closing brace \`}\` was expected, but ${seen} was found.`;
    case 'CloseBracketExpected':
      return `A closing bracket \`]\` was expected, but ${seen} was found.`;
    case 'EndOfFileExpected':
      return `The end of the file was expected, but ${seen} was found.`;
    case 'UnexpectedEndOfComment':
      return 'A comment is not closed with `*/`.';
    case 'UnexpectedEndOfString':
      return 'A string is not closed with a double quote.';
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return `${seen} is not a number.`;
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
      return `${seen} has an invalid escape sequence; a backslash is written \`\\\\\`.`;
    case 'InvalidCharacter':
      return `${seen} holds a character that must be escaped.`;
    default:
      return `${seen} is not valid here.`;
  }
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
