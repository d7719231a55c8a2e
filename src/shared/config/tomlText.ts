import { t } from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { type ConfigText, configText, withoutMark } from './configText';

/** A node of the tree that jsonc-parser would give for the same content. */
interface TreeNode {
  readonly type: Node['type'];
  value?: unknown;
  offset: number;
  length: number;
  parent?: TreeNode;
  children?: TreeNode[];
}

/** Parses TOML into the tree that the same content in JSON has, with the places of the TOML. Never throws. */
export function parseTomlText(source: string): ConfigText {
  const text = withoutMark(source);
  try {
    return configText(text, [], toTree(parseTOML(text, { tomlVersion: '1.0' }), text));
  } catch (error) {
    if (error instanceof ParseError) {
      const problem = { message: `${error.message}.`, offset: placeOf(error, text), length: 1 };
      return configText(text, [problem]);
    }
    // The parser calls itself for each level.
    const problem = {
      message: t('The file is nested too deeply to be read.'),
      offset: 0,
      length: 0,
    };
    return configText(text, [problem]);
  }
}

/** What is missing at the end of a line is found missing on a later one. */
function placeOf({ message, index }: ParseError, text: string): number {
  if (!/same line|Unspecified/.test(message)) return index;
  return Math.max(0, text.slice(0, index).trimEnd().length - 1);
}

function toTree(program: AST.TOMLProgram, text: string): Node | undefined {
  const [{ body }] = program.body;
  if (body.length === 0) return undefined;
  const root = object(0, text.length);
  for (const item of body) {
    if (item.type === 'TOMLKeyValue') addKeyValue(root, item, text);
    else addTable(root, item, text);
  }
  return root as Node;
}

function addTable(root: TreeNode, table: AST.TOMLTable, text: string): void {
  const [start, end] = table.range;
  let target = root;
  const keys = table.key.keys;
  for (const [index, key] of keys.entries()) {
    const isItem = table.kind === 'array' && index === keys.length - 1;
    target = isItem ? newItem(target, key, start, end) : descend(target, key, start, end);
  }
  for (const item of table.body) addKeyValue(target, item, text);
}

/** The object under `key`, or the last object of the array there; is made if it is missing. */
function descend(parent: TreeNode, key: AST.TOMLBare | AST.TOMLQuoted, start: number, end: number) {
  const known = find(parent, nameOf(key));
  if (known === undefined) return addProperty(parent, key, start, object(start, end));
  extend(known, end);
  return known.type === 'array' ? known.children!.at(-1)! : known;
}

function newItem(
  parent: TreeNode,
  key: AST.TOMLBare | AST.TOMLQuoted,
  start: number,
  end: number,
): TreeNode {
  const list =
    find(parent, nameOf(key)) ??
    addProperty(parent, key, start, { ...object(start, end), type: 'array' });
  extend(list, end);
  const item = { ...object(start, end), parent: list };
  list.children!.push(item);
  return item;
}

function addKeyValue(
  parent: TreeNode,
  { key, value, range }: AST.TOMLKeyValue,
  text: string,
): void {
  const keys = [...key.keys];
  const last = keys.pop()!;
  const target = keys.reduce((node, one) => descend(node, one, range[0], range[1]), parent);
  addProperty(target, last, range[0], valueNode(value, text));
}

function addProperty(
  parent: TreeNode,
  key: AST.TOMLBare | AST.TOMLQuoted,
  start: number,
  value: TreeNode,
): TreeNode {
  const [keyStart, keyEnd] = key.range;
  const property: TreeNode = {
    type: 'property',
    offset: start,
    length: value.offset + value.length - start,
    parent,
  };
  const name: TreeNode = {
    type: 'string',
    value: nameOf(key),
    offset: keyStart,
    length: keyEnd - keyStart,
    parent: property,
  };
  value.parent = property;
  property.children = [name, value];
  parent.children!.push(property);
  extend(parent, value.offset + value.length);
  return value;
}

/** What belongs to an object may stand in tables that come later. */
function extend(node: TreeNode, end: number): void {
  for (let at: TreeNode | undefined = node; at !== undefined; at = at.parent) {
    at.length = Math.max(at.length, end - at.offset);
  }
}

function valueNode(value: AST.TOMLContentNode, text: string): TreeNode {
  const [start, end] = value.range;
  if (value.type === 'TOMLInlineTable') {
    const node = object(start, end);
    for (const item of value.body) addKeyValue(node, item, text);
    return node;
  }
  if (value.type === 'TOMLArray') {
    const node: TreeNode = { ...object(start, end), type: 'array' };
    for (const element of value.elements) {
      const child = valueNode(element, text);
      child.parent = node;
      node.children!.push(child);
    }
    return node;
  }
  return { ...scalar(value, text.slice(start, end)), offset: start, length: end - start };
}

function scalar(value: AST.TOMLValue, written: string): Pick<TreeNode, 'type' | 'value'> {
  switch (value.kind) {
    case 'integer':
    case 'float':
      return { type: 'number', value: value.value };
    case 'boolean':
      return { type: 'boolean', value: value.value };
    case 'string':
      return { type: 'string', value: value.value };
    default:
      // A date has no counterpart.
      return { type: 'string', value: written };
  }
}

function object(start: number, end: number): TreeNode {
  return { type: 'object', offset: start, length: end - start, children: [] };
}

function find(parent: TreeNode, name: string): TreeNode | undefined {
  return parent.children!.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}
