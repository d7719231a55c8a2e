import {
  applyEdits,
  type FormattingOptions,
  findNodeAtLocation,
  modify,
  parseTree,
} from 'jsonc-parser';
import { appendProperty, type LineStyle } from './appendProperty';
import { removeProperty } from './removeProperty';

/** One change of a JSON document; `undefined` removes the property. */
export interface ConfigEdit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** Inserts into the array instead of replacing its element. */
  readonly insert?: boolean;
}

/**
 * Applies `edits` one after the other and keeps comments and formatting of everything else.
 * Indentation and line ends follow the text.
 */
export function editConfig(text: string, edits: readonly ConfigEdit[]): string {
  const formattingOptions = formattingOf(text);
  return edits.reduce((current, edit) => applyEdit(current, edit, formattingOptions), text);
}

function applyEdit(
  text: string,
  { path, value, insert }: ConfigEdit,
  formattingOptions: FormattingOptions,
): string {
  if (value === undefined) return removeProperty(text, path) ?? text;
  const appended = append(text, path, value, styleOf(formattingOptions));
  if (appended !== undefined) return appended;
  return applyEdits(
    text,
    modify(text, [...path], value, { formattingOptions, isArrayInsertion: insert ?? false }),
  );
}

/** With what is missing on the way there. */
function append(
  text: string,
  path: ConfigEdit['path'],
  value: unknown,
  style: LineStyle,
): string | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined) return undefined;
  let depth = path.length - 1;
  while (depth > 0 && findNodeAtLocation(root, path.slice(0, depth)) === undefined) depth--;
  const missing = path.slice(depth + 1);
  if (missing.some((key) => typeof key === 'number')) return undefined;
  const nested = missing.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return appendProperty(text, path.slice(0, depth + 1), nested, style);
}

function styleOf({ insertSpaces, tabSize = 2, eol = '\n' }: FormattingOptions): LineStyle {
  return { indent: insertSpaces ? ' '.repeat(tabSize) : '\t', eol };
}

/** The smallest stretch of `before` to replace so that it becomes `after`. Offsets in UTF-16 units. */
export function smallestChange(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  let tail = 0;
  while (
    tail < limit - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
