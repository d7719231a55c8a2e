import { t } from '@vscode/l10n';
import { isObject } from '../transport/jsonRpc';

const MARK = 'x-mcp-header';
/** RFC 9110 §5.6.2 */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const TYPES: readonly unknown[] = ['string', 'integer', 'boolean'];
/** Schemas are a program's, not a person's: one that is deeper is no description of arguments. */
const MAX_DEPTH = 64;

/**
 * What is wrong with the marks by which a tool's schema asks for arguments in HTTP headers. Clients must not
 * offer such a tool (MCP 2026-07-28, Tools, x-mcp-header). Undefined if all is well.
 */
export function headerFault(inputSchema: unknown): string | undefined {
  const names = new Set<string>();
  const visit = (
    schema: unknown,
    path: string,
    reachable: boolean,
    depth: number,
  ): string | undefined => {
    if (depth > MAX_DEPTH || typeof schema !== 'object' || schema === null) return undefined;
    if (isObject(schema) && MARK in schema) {
      const where = path === '' ? t('the schema') : `"${path}"`;
      const fault = faultOfMark(where, schema, reachable && path !== '', names);
      if (fault) return fault;
    }
    for (const [child, name, isReachable] of childrenOf(schema, reachable)) {
      const fault = visit(child, path === '' ? name : `${path}.${name}`, isReachable, depth + 1);
      if (fault) return fault;
    }
    return undefined;
  };
  return visit(inputSchema, '', true, 0);
}

function faultOfMark(
  where: string,
  schema: Readonly<Record<string, unknown>>,
  reachable: boolean,
  names: Set<string>,
): string | undefined {
  const name = schema[MARK];
  if (!reachable) {
    return t('{0} has {1}, but is no plain property of the arguments', where, MARK);
  }
  if (typeof name !== 'string' || name === '') return t('{0} has an empty {1}', where, MARK);
  if (!TOKEN.test(name)) {
    return t('{0} has the {1} {2}, which is no header name', where, MARK, JSON.stringify(name));
  }
  if (!TYPES.includes(schema.type)) {
    return t('{0} has {1}, which only strings, integers and booleans may have', where, MARK);
  }
  if (names.has(name.toLowerCase())) {
    return t('{0} has the {1} "{2}" of another property', where, MARK, name);
  }
  names.add(name.toLowerCase());
  return undefined;
}

/** Properties of properties are reachable; what stands under any other keyword is not. */
function* childrenOf(
  schema: object,
  reachable: boolean,
): Generator<readonly [child: unknown, name: string, reachable: boolean]> {
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' && isObject(value)) {
      for (const [name, child] of Object.entries(value)) yield [child, name, reachable];
    } else if (SUBSCHEMAS.has(keyword)) {
      yield [value, keyword, false];
    } else if (SUBSCHEMA_SETS.has(keyword) && typeof value === 'object' && value !== null) {
      for (const [name, child] of Object.entries(value)) yield [child, `${keyword}.${name}`, false];
    }
  }
}

/** Keywords of JSON Schema 2020-12 that hold a schema. */
const SUBSCHEMAS: ReadonlySet<string> = new Set([
  ...['items', 'contains', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
  ...['propertyNames', 'not', 'if', 'then', 'else'],
]);
/** Keywords that hold several, in an array or by name. */
const SUBSCHEMA_SETS: ReadonlySet<string> = new Set([
  ...['prefixItems', 'patternProperties', 'dependentSchemas', 'oneOf', 'anyOf', 'allOf'],
  ...['$defs', 'definitions'],
]);
