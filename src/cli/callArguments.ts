import { UsageError } from './args/usageError';

type Schema = Readonly<Record<string, unknown>>;
type Pair = readonly [name: string, value: string];

/** Of several types that are allowed, the one that says most about a text. */
const ORDER = ['null', 'boolean', 'integer', 'number', 'array', 'object', 'string'] as const;
type TypeName = (typeof ORDER)[number];

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** A schema that refers to itself is not followed for ever. */
const MAX_REFERENCES = 16;

/**
 * Values as they stand on a command line, given the types that the tool's schema names. Without a type, what
 * is JSON counts as JSON, and the rest as text. An array may be given as JSON, or an item each time.
 * @throws UsageError if a value is not of its type.
 */
export function argumentsOf(pairs: readonly Pair[], inputSchema: unknown): Schema {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  const root = isObject(inputSchema) ? inputSchema : {};
  const properties = isObject(root.properties) ? root.properties : {};
  return Object.fromEntries(
    [...values].map(([name, texts]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, read(name, texts, schema, root)];
    }),
  );
}

function read(name: string, texts: readonly string[], schema: unknown, root: Schema): unknown {
  const [first = '', ...more] = texts;
  const types = typesOf(schema, root);
  if (types.includes('array') && (more.length > 0 || !isJsonArray(first))) {
    const { items } = resolve(schema, root);
    // One text alone may be meant as one of the other types.
    if (more.length > 0 || types.length === 1)
      return texts.map((text) => one(name, text, items, root));
  }
  if (more.length > 0) throw new UsageError(`--arg ${name} is given more than once.`);
  return one(name, first, schema, root);
}

function one(name: string, text: string, schema: unknown, root: Schema): unknown {
  const { enum: choices } = resolve(schema, root);
  if (Array.isArray(choices)) {
    const choice = choices.find((value) => String(value) === text);
    if (choice !== undefined) return choice;
  }
  const types = typesOf(schema, root);
  if (types.length === 0) return untyped(text);
  for (const type of types) {
    const read = ofType(type, text);
    if (read) return read.value;
  }
  throw new UsageError(`--arg ${name} must be ${types.map(phrase).join(' or ')}, not “${text}”.`);
}

function ofType(type: TypeName, text: string): { readonly value: unknown } | undefined {
  switch (type) {
    case 'string':
      return { value: text };
    case 'null':
      return text === 'null' ? { value: null } : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : undefined;
    case 'integer':
      return NUMBER.test(text) && Number.isInteger(Number(text))
        ? { value: Number(text) }
        : undefined;
    case 'number':
      return NUMBER.test(text) ? { value: Number(text) } : undefined;
    case 'array':
      return isJsonArray(text) ? { value: tryParse(text) } : undefined;
    case 'object': {
      const value = tryParse(text);
      return isObject(value) ? { value } : undefined;
    }
  }
}

function phrase(type: TypeName): string {
  const phrases: Partial<Record<TypeName, string>> = {
    boolean: 'true or false',
    integer: 'a whole number',
    number: 'a number',
    array: 'a JSON array',
    object: 'a JSON object',
  };
  return phrases[type] ?? type;
}

function untyped(text: string): unknown {
  const value = tryParse(text);
  return value === undefined ? text : value;
}

/** The types that a schema allows, in the order in which they are tried; none if it does not say. */
function typesOf(schema: unknown, root: Schema): TypeName[] {
  const found = collectTypes(schema, root, MAX_REFERENCES);
  return ORDER.filter((type) => found.includes(type));
}

function collectTypes(schema: unknown, root: Schema, depth: number): unknown[] {
  const { type, enum: choices, const: constant, anyOf, oneOf } = resolve(schema, root);
  if (type !== undefined) return [type].flat();
  const values = Array.isArray(choices) ? choices : constant === undefined ? [] : [constant];
  if (values.length > 0) return values.map(typeOf);
  const branches = [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return depth === 0 ? [] : branches.flatMap((branch) => collectTypes(branch, root, depth - 1));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Follows `$ref` to a definition in the same schema. */
function resolve(schema: unknown, root: Schema): Schema {
  let found = schema;
  for (let step = 0; step < MAX_REFERENCES; step++) {
    if (!isObject(found) || typeof found.$ref !== 'string') break;
    found = definitionAt(found.$ref, root);
  }
  return isObject(found) ? found : {};
}

function definitionAt(reference: string, root: Schema): unknown {
  if (!reference.startsWith('#/')) return undefined;
  const keys = reference
    .slice(2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>(
    (at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    root,
  );
}

function isJsonArray(text: string): boolean {
  return Array.isArray(tryParse(text));
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
