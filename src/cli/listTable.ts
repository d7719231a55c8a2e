import type { Catalog } from '../shared/model/session';
import type { ListKind } from './args/command';
import { shown } from './shown';
import { cut } from './table';

/** One item with many arguments must not push all others aside. */
const MAX_TAKES = 40;

type Item = Readonly<Record<string, unknown>>;

/** Where each list stands in a catalog, what it is called, and the request that asks for it. */
export const LISTS = {
  tools: { key: 'tools', title: 'Tools', method: 'tools/list' },
  resources: { key: 'resources', title: 'Resources', method: 'resources/list' },
  templates: {
    key: 'resourceTemplates',
    title: 'Resource templates',
    method: 'resources/templates/list',
  },
  prompts: { key: 'prompts', title: 'Prompts', method: 'prompts/list' },
} as const satisfies Record<ListKind, { key: keyof Catalog; title: string; method: string }>;

/** The columns of an item: what it is called by, what it takes or is, and what it is for. Pure. */
export function listRow(kind: ListKind, item: Item): string[] {
  const cells = {
    tools: () => [item.name, schemaArguments(item.inputSchema), item.description ?? item.title],
    resources: () => [item.uri, item.mimeType, describe(item)],
    templates: () => [item.uriTemplate, item.mimeType, describe(item)],
    prompts: () => [item.name, promptArguments(item.arguments), item.description ?? item.title],
  }[kind]();
  const [name, takes, purpose] = cells.map(oneLine);
  return [name!, cut(takes!, MAX_TAKES), purpose!];
}

function describe({ name, title, description }: Item): string {
  return [title ?? name, description].filter((part) => typeof part === 'string').join(': ');
}

/** Their names; those in brackets may be left out. */
function schemaArguments(schema: unknown): string {
  if (!isObject(schema) || !isObject(schema.properties)) return '';
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return Object.keys(schema.properties)
    .map((name) => (required.includes(name) ? name : `[${name}]`))
    .join(' ');
}

function promptArguments(list: unknown): string {
  if (!Array.isArray(list)) return '';
  return list
    .filter(isObject)
    .map(({ name, required }) => (required === true ? String(name) : `[${String(name)}]`))
    .join(' ');
}

function oneLine(value: unknown): string {
  return typeof value === 'string' ? shown(value.replace(/\s+/g, ' ').trim()) : '';
}

function isObject(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
