/** A JSON Schema that is an object; `true` and `false` say nothing that could be offered. */
export type SchemaNode = Readonly<Record<string, unknown>>;
export type ValuePath = readonly (string | number)[];

/** References may go in circles. */
const MAX_STEPS = 12;

/**
 * The schemas that speak of the value at `path`, those of all choices that `data` does not rule out by a
 * constant. References lead within the schema only (JSON Schema 2020-12, sections 8.2, 10 and 11).
 */
export function schemasAt(root: unknown, path: ValuePath, data: unknown): readonly SchemaNode[] {
  let found = spread(root, root, data);
  let value = data;
  for (const part of path) {
    value = childOf(value, part);
    found = found.flatMap((schema) =>
      childSchemas(schema, part).flatMap((child) => spread(child, root, value)),
    );
  }
  return found;
}

/** A schema with all that it is made of: what it refers to, its parts, its choices. */
function spread(schema: unknown, root: unknown, data: unknown, steps = 0): readonly SchemaNode[] {
  if (!isNode(schema) || steps > MAX_STEPS) return [];
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => listOf(schema[key]));
  const branches = ['then', 'else'].flatMap((key) => (isNode(schema[key]) ? [schema[key]] : []));
  const reference = typeof schema.$ref === 'string' ? [target(schema.$ref, root)] : [];
  const below = [...reference, ...parts.filter((part) => mayFit(part, data)), ...branches];
  return [schema, ...below.flatMap((part) => spread(part, root, data, steps + 1))];
}

function childSchemas(schema: SchemaNode, part: string | number): readonly unknown[] {
  if (typeof part === 'number') {
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : listOf(schema.items);
    if (part < first.length) return [first[part]];
    return [isNode(schema.items) ? schema.items : schema.additionalItems];
  }
  const { properties, patternProperties, additionalProperties } = schema;
  const named = isNode(properties) && Object.hasOwn(properties, part) ? [properties[part]] : [];
  const matching = isNode(patternProperties)
    ? Object.entries(patternProperties).flatMap(([pattern, value]) =>
        matches(pattern, part) ? [value] : [],
      )
    : [];
  const found = [...named, ...matching];
  return found.length > 0 ? found : [additionalProperties];
}

/** A choice that names a constant which the data contradicts is not the one that is meant. */
function mayFit(choice: unknown, data: unknown): boolean {
  if (!isNode(choice) || !isNode(data) || !isNode(choice.properties)) return true;
  return Object.entries(choice.properties).every(
    ([name, property]) =>
      !isNode(property) ||
      !('const' in property) ||
      !(name in data) ||
      data[name] === property.const,
  );
}

/** `#/$defs/a` by its pointer (RFC 6901), `#a` by its anchor. */
function target(reference: string, root: unknown): unknown {
  if (!reference.startsWith('#')) return undefined;
  const fragment = decoded(reference.slice(1));
  if (fragment !== '' && !fragment.startsWith('/')) return anchored(fragment, root);
  return fragment
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, part) => childOf(node, part), root);
}

function anchored(name: string, root: unknown): unknown {
  if (!isNode(root)) return undefined;
  const definitions = ['$defs', 'definitions'].flatMap((key) =>
    isNode(root[key]) ? Object.values(root[key]) : [],
  );
  return definitions.find(
    (one) => isNode(one) && (one.$anchor === name || one.$dynamicAnchor === name),
  );
}

function childOf(value: unknown, part: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
  return (value as Record<string | number, unknown>)[part];
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
