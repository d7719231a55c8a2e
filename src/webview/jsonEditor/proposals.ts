import { t } from '@vscode/l10n';
import { findNodeAtLocation, getLocation, type Node, parse, parseTree } from 'jsonc-parser';
import { isNode, type SchemaNode, schemasAt, type ValuePath } from './schemaAt';

/** What could stand in the text from `from` to `to`. */
export interface Proposals {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Proposal[];
}

export interface Proposal {
  /** As JSON: a key with its quotes, or a value. */
  readonly label: string;
  /** What is put in place of the text. */
  readonly insert: string;
  /** How far from the end of it the cursor belongs. */
  readonly back: number;
  readonly detail?: string;
  readonly info?: string;
  readonly kind: 'property' | 'value';
  readonly isRequired?: boolean;
}

/** What the schema knows for the place in the text; undefined where nothing can stand. */
export function proposalsAt(text: string, offset: number, schema: unknown): Proposals | undefined {
  const location = getLocation(text, offset);
  const data: unknown = parse(text, [], { allowTrailingComma: true });
  if (location.isAtPropertyKey) return keys(text, offset, location.path, schema, data);
  if (!isValuePlace(text, offset, location.previousNode)) return undefined;
  const { from, to } = extent(text, offset, location.previousNode);
  const found = schemasAt(schema, location.path, data).flatMap(values);
  return { from, to, items: unique(found) };
}

function keys(
  text: string,
  offset: number,
  path: ValuePath,
  schema: unknown,
  data: unknown,
): Proposals {
  const parent = path.slice(0, -1);
  const node = getLocation(text, offset).previousNode;
  const { from, to } = extent(text, offset, node);
  const here = String(path.at(-1) ?? '');
  const tree = parseTree(text);
  const object = tree && findNodeAtLocation(tree, [...parent]);
  const taken = new Set(object?.children?.map((property) => property.children?.[0]?.value));
  const hasValue = /^\s*:/.test(text.slice(to));
  const schemas = schemasAt(schema, parent, data);
  const required = new Set(
    schemas.flatMap((one) => (Array.isArray(one.required) ? one.required : [])),
  );
  const items = schemas.flatMap((one) =>
    Object.entries(isNode(one.properties) ? one.properties : {})
      .filter(([name]) => name === here || !taken.has(name))
      .map(([name]) => {
        const of = schemasAt(schema, [...parent, name], data);
        return keyProposal(name, of, hasValue, required.has(name));
      }),
  );
  return { from, to, items: unique(items) };
}

function keyProposal(
  name: string,
  schemas: readonly SchemaNode[],
  hasValue: boolean,
  isRequired: boolean,
): Proposal {
  const label = JSON.stringify(name);
  const start = hasValue ? '' : firstValue(schemas);
  const back = /^(""|\{\}|\[\])$/.test(start) ? 1 : 0;
  const kinds = [...new Set(schemas.flatMap(({ type }) => type ?? []))].map(String);
  const kind = kinds.length > 0 && kinds.reduce((before, one) => t('{0} or {1}', before, one));
  const info = schemas.find(({ description }) => typeof description === 'string')?.description;
  return {
    label,
    insert: hasValue ? label : `${label}: ${start}`,
    back,
    kind: 'property',
    isRequired,
    ...(kind || isRequired
      ? { detail: [kind, isRequired && t('required')].filter(Boolean).join(', ') }
      : {}),
    ...(typeof info === 'string' ? { info } : {}),
  };
}

const STARTS: Readonly<Record<string, string>> = { string: '""', object: '{}', array: '[]' };

/** What a new property holds at first: its default, the only value there is, or the brackets of its kind. */
function firstValue(schemas: readonly SchemaNode[]): string {
  const given = schemas.find((one) => 'default' in one || 'const' in one);
  if (given) return JSON.stringify(given.default ?? given.const ?? null);
  const kind = schemas.flatMap(({ type }) => type ?? []).find((one) => one !== 'null');
  const isChoice = schemas.some((one) => Array.isArray(one.enum));
  return isChoice ? '' : (STARTS[String(kind)] ?? '');
}

/** The values that one schema names, or that its type makes plain. */
function values(schema: SchemaNode): readonly Proposal[] {
  const info = typeof schema.description === 'string' ? { info: schema.description } : {};
  const of = (value: unknown, detail?: unknown): Proposal => {
    const label = JSON.stringify(value);
    const words = typeof detail === 'string' ? { detail } : {};
    return { label, insert: label, back: 0, kind: 'value', ...words, ...info };
  };
  const kinds = [schema.type].flat();
  return [
    ...('const' in schema ? [of(schema.const, schema.title)] : []),
    ...(Array.isArray(schema.enum) ? schema.enum.map((one) => of(one)) : []),
    ...('default' in schema ? [of(schema.default, t('default'))] : []),
    ...(Array.isArray(schema.examples) ? schema.examples.map((one) => of(one, t('example'))) : []),
    ...(kinds.includes('boolean') ? [of(true), of(false)] : []),
    ...(kinds.includes('null') ? [of(null)] : []),
    ...(kinds.includes('object') ? [{ ...of({}), back: 1 }] : []),
    ...(kinds.includes('array') ? [{ ...of([]), back: 1 }] : []),
  ];
}

/** A value may stand after a colon, and in a list after its bracket or a comma; or there is one already. */
function isValuePlace(text: string, offset: number, node: Node | undefined): boolean {
  if (node && offset > node.offset && offset <= node.offset + node.length) return true;
  const before = text
    .slice(0, offset)
    .replace(/[\w.+-]*$/, '')
    .trimEnd();
  return before === '' || /[:[,]$/.test(before);
}

/** The word or string around the cursor. */
function extent(
  text: string,
  offset: number,
  node: Node | undefined,
): { from: number; to: number } {
  const isInside = node && offset > node.offset && offset <= node.offset + node.length;
  if (isInside && node.type !== 'object' && node.type !== 'array')
    return { from: node.offset, to: node.offset + node.length };
  const before = /[\w.+-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  const after = /^[\w.+-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { from: offset - before, to: offset + after };
}

function unique(items: readonly Proposal[]): readonly Proposal[] {
  const seen = new Set<string>();
  return items.filter(({ label }) => !seen.has(label) && seen.add(label));
}
