import type { RJSFSchema } from '@rjsf/utils';
import { isObject } from '../schema/isObject';

type Node = Record<string, unknown>;

const PRIMITIVES = ['string', 'number', 'integer', 'boolean'];
const names: Record<string, string> = {
  string: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'True or false',
  object: 'Object',
  array: 'List',
  null: 'Null',
};

/**
 * The schema as the form draws it. It allows the same values, but a choice between a plain value and
 * null becomes one nullable field, and choices without a title get one that tells them apart.
 */
export function formSchema(schema: RJSFSchema): RJSFSchema {
  const { title, description, ...rest } = visit(schema) as RJSFSchema;
  // The root's title and description are the tool's, which stand above the form already.
  return rest;
}

function visit(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const node: Node = { ...schema };
  for (const key of ['properties', 'patternProperties', '$defs', 'definitions'])
    if (isObject(node[key])) node[key] = mapValues(node[key], visit);
  for (const key of ['items', 'additionalProperties', 'if', 'then', 'else', 'not'])
    if (isObject(node[key])) node[key] = visit(node[key]);
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items'])
    if (Array.isArray(node[key])) node[key] = node[key].map(visit);
  return titledChoices(nullable(node));
}

/** `anyOf: [{type: 'string'}, {type: 'null'}]` as `type: ['string', 'null']` */
function nullable(node: Node): Node {
  for (const key of ['anyOf', 'oneOf']) {
    const choices = node[key];
    if (!Array.isArray(choices) || choices.length !== 2) continue;
    const plain = choices.find((choice) => isObject(choice) && choice.type !== 'null');
    const hasNull = choices.some((choice) => isObject(choice) && choice.type === 'null');
    if (!hasNull || !isObject(plain) || !PRIMITIVES.includes(String(plain.type))) continue;
    const { [key]: _choices, ...rest } = node;
    return { ...plain, ...rest, type: [plain.type, 'null'], ...nullInEnum(plain) };
  }
  return node;
}

function nullInEnum(plain: Node): Node {
  return Array.isArray(plain.enum) ? { enum: [...plain.enum, null] } : {};
}

function titledChoices(node: Node): Node {
  for (const key of ['anyOf', 'oneOf']) {
    const choices = node[key];
    if (!Array.isArray(choices) || choices.every((one) => isObject(one) && 'const' in one))
      continue;
    node[key] = choices.map((choice) =>
      isObject(choice) && choice.title === undefined && !('$ref' in choice)
        ? { title: choiceTitle(choice), ...choice }
        : choice,
    );
  }
  return node;
}

function choiceTitle(choice: Node): string {
  if ('const' in choice) return JSON.stringify(choice.const);
  if (isObject(choice.properties)) {
    const fixed = Object.entries(choice.properties).find(
      ([, value]) => isObject(value) && 'const' in value,
    );
    if (fixed) return `${fixed[0]}: ${String((fixed[1] as Node).const)}`;
    const keys = Object.keys(choice.properties).slice(0, 3);
    if (keys.length > 0) return `Object with ${keys.join(', ')}`;
  }
  if (choice.type === 'array' && isObject(choice.items)) {
    const item = names[String(choice.items.type)];
    if (item) return `List of ${item.toLowerCase()}`;
  }
  return names[String(choice.type)] ?? 'Any value';
}

function mapValues(node: Node, change: (value: unknown) => unknown): Node {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
}

/** A field that may be null beside its own kind. */
export function isNullable(schema: RJSFSchema): boolean {
  return Array.isArray(schema.type) && schema.type.includes('null') && schema.type.length > 1;
}
