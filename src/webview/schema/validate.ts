import { type OutputUnit, type Schema, type SchemaDraft, Validator } from '@cfworker/json-schema';
import { problemText } from './problemText';

export type JsonPath = readonly string[];

/** One thing in a value that its schema does not allow. */
export interface SchemaProblem {
  readonly path: JsonPath;
  readonly message: string;
}

/** What a schema says that cannot be used itself: a dangling `$ref`, an invalid pattern. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

/** What is wrong with `data` by `schema`, in plain words; nothing if it is valid. Throws a SchemaError. */
export function validate(schema: object | boolean, data: unknown): readonly SchemaProblem[] {
  const units = run(new Validator(copy(schema), draftOf(schema), false), asSent(data)).errors;
  return problemsOf(units);
}

/** Data as JSON carries it: without properties that are undefined, which the validator refuses. */
export function asSent(data: unknown): unknown {
  return data === undefined ? null : JSON.parse(JSON.stringify(data));
}

/** What a validator throws is about the schema. */
function run(validator: Validator, data: unknown) {
  try {
    return validator.validate(data);
  } catch (error) {
    throw new SchemaError(error instanceof Error ? error.message : String(error));
  }
}

/** MCP's default dialect is 2020-12; an older one must be named. */
export function draftOf(schema: object | boolean): SchemaDraft {
  const named = typeof schema === 'object' && '$schema' in schema ? String(schema.$schema) : '';
  if (named.includes('draft-04')) return '4';
  if (named.includes('draft-07') || named.includes('draft-06')) return '7';
  return named.includes('2019-09') ? '2019-09' : '2020-12';
}

/** The validator writes into schemas; what the server sent stays as it is. */
export function copy(schema: object | boolean): Schema | boolean {
  return structuredClone(schema) as Schema | boolean;
}

/** Keywords that only pass on what is wrong below them. */
const WRAPPERS = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  '$ref',
  '$recursiveRef',
  '$dynamicRef',
  'allOf',
  'dependentSchemas',
  'propertyNames',
]);

function problemsOf(units: readonly OutputUnit[]): readonly SchemaProblem[] {
  const problems = leavesOf(closestBranches(units)).map((unit) => {
    const { message, property } = problemText(unit);
    const path = pathOf(unit.instanceLocation);
    return { path: property === undefined ? path : [...path, property], message };
  });
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !seen.has(key) && seen.add(key);
  });
}

/** Of each failed anyOf and oneOf, keeps the problems of the choice that came nearest. */
function closestBranches(units: readonly OutputUnit[]): readonly OutputUnit[] {
  let kept = [...units];
  for (const choice of units) {
    if (choice.keyword !== 'anyOf' && choice.keyword !== 'oneOf') continue;
    const prefix = `${choice.keywordLocation}/`;
    const below = kept.filter((unit) => unit.keywordLocation.startsWith(prefix));
    const branches = Map.groupBy(below, (unit) =>
      unit.keywordLocation.slice(prefix.length).split('/', 1).join(),
    );
    const nearest = [...branches.values()]
      .filter((branch) => !branch.some((unit) => isMisfit(unit, choice)))
      .sort((a, b) => leavesOf(a).length - leavesOf(b).length)[0];
    kept = kept.filter((unit) => !below.includes(unit) || nearest?.includes(unit));
    if (nearest) kept = kept.filter((unit) => unit !== choice);
  }
  return kept;
}

function leavesOf(units: readonly OutputUnit[]): readonly OutputUnit[] {
  return units.filter((unit) => !WRAPPERS.has(unit.keyword));
}

/** The choice is of another kind altogether. */
function isMisfit(unit: OutputUnit, choice: OutputUnit): boolean {
  const kinds = ['type', 'const', 'enum'];
  return kinds.includes(unit.keyword) && unit.instanceLocation === choice.instanceLocation;
}

/** `#/a/0` as `['a', '0']` (RFC 6901, in a URI fragment). */
function pathOf(location: string): JsonPath {
  return location
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}
