import type { RJSFSchema } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import { isObject } from '../schema/isObject';
import { PLACE } from './itemNumber';
import { listName, nameOf } from './typeNames';
import { withPointers } from './withPointers';

type Node = Record<string, unknown>;

/** RJSF draws nothing for a schema that says nothing. */
const anything = (): Node => ({ description: t('Any value') });
const PRIMITIVES = ['string', 'number', 'integer', 'boolean'];

/**
 * The schema as the form draws it. It allows the same values, but a choice between a plain value and
 * null becomes one nullable field, and choices without a title get one that tells them apart.
 */
export function formSchema(schema: RJSFSchema): RJSFSchema {
  const { title, description, ...rest } = visit(withPointers(schema)) as RJSFSchema;
  // The root's title and description are the tool's, which stand above the form already.
  return rest;
}

function visit(schema: unknown): unknown {
  if (schema === true) return anything();
  if (!isObject(schema)) return schema;
  const node: Node = Object.keys(schema).length === 0 ? anything() : { ...schema };
  if (node.type === undefined && ('items' in node || 'prefixItems' in node)) node.type = 'array';
  for (const key of ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'])
    if (isObject(node[key])) node[key] = mapValues(node[key], visit);
  for (const key of ['items', 'additionalProperties', 'if', 'then', 'else', 'not'])
    if (isObject(node[key])) node[key] = visit(node[key]);
  if (node.items === true) node.items = anything();
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items'])
    if (Array.isArray(node[key])) node[key] = node[key].map(visit);
  return titledChoices(nullable(withOldWords(open(node))));
}

/** An object of which nothing is said takes any property (JSON Schema 2020-12, section 10.3.2.3). */
function open(node: Node): Node {
  const speaks = ['properties', 'patternProperties', 'additionalProperties', ...SHAPING];
  if (node.type !== 'object' || speaks.some((key) => key in node)) return node;
  return { ...node, additionalProperties: true };
}

const SHAPING = ['$ref', 'anyOf', 'oneOf', 'allOf', 'if', 'dependencies', 'dependentSchemas'];

/** In the words of draft-07, which are all that RJSF knows for tuples and for what depends on a property. */
function withOldWords(node: Node): Node {
  const { prefixItems, items, dependentRequired, dependentSchemas, ...rest } = node;
  const tuple = Array.isArray(prefixItems)
    ? {
        items: prefixItems.map((place) => (isObject(place) ? { ...place, [PLACE]: true } : place)),
        ...(items === undefined ? {} : { additionalItems: items }),
      }
    : items === undefined
      ? {}
      : { items };
  const dependencies = {
    ...(isObject(dependentRequired) ? dependentRequired : {}),
    ...(isObject(dependentSchemas) ? dependentSchemas : {}),
    ...(isObject(node.dependencies) ? node.dependencies : {}),
  };
  return { ...rest, ...tuple, ...(Object.keys(dependencies).length > 0 && { dependencies }) };
}

/** `anyOf: [{type: 'string'}, {type: 'null'}]` as `type: ['string', 'null']` */
function nullable(node: Node): Node {
  if (Array.isArray(node.type) && node.type.length === 2 && node.enum === undefined) {
    // A box that is ticked or not cannot say null.
    const [other] = node.type.filter((kind) => kind !== 'null');
    if (other === 'boolean') return orNull(node);
  }
  for (const key of ['anyOf', 'oneOf']) {
    const choices = node[key];
    if (!Array.isArray(choices) || choices.length !== 2) continue;
    const plain = choices.find((choice) => isObject(choice) && choice.type !== 'null');
    const hasNull = choices.some((choice) => isObject(choice) && choice.type === 'null');
    if (!hasNull || !isObject(plain)) continue;
    const { [key]: _choices, ...rest } = node;
    if (Array.isArray(plain.enum) && plain.type === undefined)
      return { ...plain, ...rest, ...nullInEnum(plain) };
    if (!PRIMITIVES.includes(String(plain.type))) continue;
    if (plain.type === 'boolean') return orNull({ ...plain, ...rest });
    return { ...plain, ...rest, type: [plain.type, 'null'], ...nullInEnum(plain) };
  }
  return node;
}

function orNull({ type: _, ...node }: Node): Node {
  return { ...node, enum: [true, false, null] };
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
    if (keys.length > 0) return t('Object with {0}', keys.join(', '));
  }
  if (choice.type === 'array' && isObject(choice.items)) {
    const list = listName(String(choice.items.type));
    if (list !== undefined) return list;
  }
  return nameOf(String(choice.type)) ?? t('Any value');
}

function mapValues(node: Node, change: (value: unknown) => unknown): Node {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
}

/** A field that may be null beside its own kind. */
export function isNullable(schema: RJSFSchema): boolean {
  return Array.isArray(schema.type) && schema.type.includes('null') && schema.type.length > 1;
}
