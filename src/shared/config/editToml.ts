import { type AST, parseTOML } from 'toml-eslint-parser';
import { withoutMark } from './configText';
import type { ConfigEdit } from './editConfig';
import { tomlKey, tomlTable, tomlValue } from './tomlValue';

type Path = readonly (string | number)[];
type Span = readonly [start: number, end: number];

/** A table with a header, or (without one) the top of the file. */
interface Section {
  readonly path: Path;
  readonly body: readonly AST.TOMLKeyValue[];
  readonly span: Span;
  /** Offset behind the header, or behind the last property. */
  readonly end: number;
  readonly hasHeader: boolean;
}

/** What stands in the file for a path. */
interface Found {
  /** The value itself, or the innermost one around it that is written in one piece. */
  readonly value?: { readonly node: AST.TOMLContentNode; readonly path: Path };
  /** Everything that goes when the path goes: its property, and the tables below it. */
  readonly spans: readonly Span[];
}

/**
 * Applies `edits` one after the other to TOML and leaves everything else as it is written.
 * @throws when the text is no TOML, or the result would be none
 */
export function editToml(text: string, edits: readonly ConfigEdit[]): string {
  return edits.reduce((current, { path, value }) => {
    const changed = value === undefined ? remove(current, path) : set(current, path, value);
    sectionsOf(changed);
    return changed;
  }, text);
}

function set(text: string, path: Path, value: unknown): string {
  const { value: found, spans } = find(text, path);
  if (found !== undefined) {
    const rest = path.slice(found.path.length);
    const replaced = rest.length === 0 ? value : withValue(plainValue(found.node), rest, value);
    return splice(text, found.node.range, tomlValue(replaced));
  }
  return insert(spans.length === 0 ? text : remove(text, path), path, value);
}

function remove(text: string, path: Path): string {
  const { spans } = find(text, path);
  const lines = spans.map((span) => wholeLines(text, span));
  if (lines.length > 0) return lines.reduceRight((result, span) => splice(result, span, ''), text);
  const around = find(text, path.slice(0, -1)).value;
  if (around === undefined) return text;
  const rest = path.slice(around.path.length);
  const kept = withValue(plainValue(around.node), rest, undefined);
  return splice(text, around.node.range, tomlValue(kept));
}

/** Adds what is not there: a server as tables of its own, anything else as a property of the nearest table. */
function insert(text: string, path: Path, value: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const near = sectionsOf(text)
    .filter(
      ({ path: own, hasHeader }) => hasHeader && own.length < path.length && startsWith(path, own),
    )
    .reduce<Section | undefined>(
      (best, one) => (best === undefined || one.path.length > best.path.length ? one : best),
      undefined,
    );
  if (near === undefined || (near.path.length === 1 && isObject(value))) {
    const table = isObject(value)
      ? tomlTable(path.map(String), value)
      : tomlTable(path.slice(0, -1).map(String), { [String(path.at(-1))]: value });
    const before = text.trim() === '' ? text : text.replace(/\s*$/, eol + eol);
    return before + table.join(eol) + eol;
  }
  const key = path
    .slice(near.path.length)
    .map((one) => tomlKey(String(one)))
    .join('.');
  const end = endOfLine(text, near.end);
  return splice(text, [end, end], `${eol}${key} = ${tomlValue(value)}`);
}

function find(text: string, path: Path): Found {
  const spans: Span[] = [];
  let value: Found['value'];
  for (const { path: own, body, span, hasHeader } of sectionsOf(text)) {
    if (hasHeader && startsWith(own, path)) spans.push(span);
    else if (startsWith(path, own)) {
      for (const property of body) {
        const at = [...own, ...property.key.keys.map(keyName)];
        if (startsWith(path, at)) value = innermost(property.value, at, path);
        if (startsWith(at, path)) spans.push(property.range);
      }
    }
  }
  return { ...(value === undefined ? {} : { value }), spans };
}

/** Goes down arrays and inline tables as far as `path` leads. */
function innermost(node: AST.TOMLContentNode, at: Path, path: Path): NonNullable<Found['value']> {
  const next = path[at.length];
  if (next === undefined) return { node, path: at };
  const child = childOf(node, next);
  return child === undefined ? { node, path: at } : innermost(child, [...at, next], path);
}

function childOf(node: AST.TOMLContentNode, key: string | number): AST.TOMLContentNode | undefined {
  if (node.type === 'TOMLArray') return typeof key === 'number' ? node.elements[key] : undefined;
  if (node.type !== 'TOMLInlineTable') return undefined;
  return node.body.find(({ key: { keys } }) => keys.length === 1 && keyName(keys[0]!) === key)
    ?.value;
}

function sectionsOf(text: string): Section[] {
  const source = withoutMark(text);
  const [top] = parseTOML(source, { tomlVersion: '1.0' }).body;
  const tables = top.body.filter((item) => item.type === 'TOMLTable');
  const properties = top.body.filter((item) => item.type === 'TOMLKeyValue');
  const end = properties.at(-1)?.range[1] ?? 0;
  return [
    { path: [], body: properties, span: [0, end], end, hasHeader: false },
    ...tables.map(({ resolvedKey, body, range, key }) => ({
      path: resolvedKey,
      body,
      span: range,
      end: body.at(-1)?.range[1] ?? key.range[1],
      hasHeader: true,
    })),
  ];
}

/** The value of a node as JavaScript has it. Dates stay as they are written. */
function plainValue(node: AST.TOMLContentNode): unknown {
  if (node.type === 'TOMLArray') return node.elements.map(plainValue);
  if (node.type === 'TOMLValue') return node.value;
  return node.body.reduce<unknown>(
    (result, { key, value }) => withValue(result, key.keys.map(keyName), plainValue(value)),
    {},
  );
}

/** A copy of `root` in which `value` stands at `path`; undefined takes it out. What holds no such key gives way. */
function withValue(root: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const isList = Array.isArray(root) && typeof key === 'number';
  const entries = new Map<string, unknown>(Object.entries(isList || isObject(root) ? root : {}));
  const child = withValue(entries.get(String(key)), rest, value);
  if (child === undefined) entries.delete(String(key));
  else entries.set(String(key), child);
  return isList ? [...entries.values()] : Object.fromEntries(entries);
}

/** From the start of the first line to the end of the last one, with a comment there and one empty line below. */
function wholeLines(text: string, [start, end]: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = /^[^\n]*(?:\n(?:[ \t]*\r?\n)?)?/.exec(text.slice(end))![0].length;
  return [lineStart, end + lineEnd];
}

function endOfLine(text: string, offset: number): number {
  const at = text.slice(offset).search(/\r?\n|$/);
  return offset + at;
}

function splice(text: string, [start, end]: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((key, index) => path[index] === key);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyName(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}
