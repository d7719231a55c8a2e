import { findSchemaDefinition, type RJSFSchema } from '@rjsf/utils';
import { isObject } from '../schema/isObject';

type Data = Record<string, unknown>;

/**
 * The data of a form as it is sent: without tuples that nobody has filled in: RJSF puts their places into the data as soon as anything
 * else is changed, and they would be sent as nulls. `schema` is as the form draws it.
 */
export function withoutEmptyTuples(schema: RJSFSchema, data: Data, root = schema): Data {
  const kept: Data = {};
  for (const [name, value] of Object.entries(data)) {
    const property = resolved(schema.properties?.[name], root);
    const isTuple = Array.isArray(property?.items) && Array.isArray(value);
    const isRequired = schema.required?.includes(name) ?? false;
    if (isTuple && !isRequired && value.every((item) => item === undefined)) continue;
    kept[name] = property && isObject(value) ? withoutEmptyTuples(property, value, root) : value;
  }
  return kept;
}

function resolved(schema: unknown, root: RJSFSchema): RJSFSchema | undefined {
  if (!isObject(schema)) return undefined;
  return typeof schema.$ref === 'string' ? findSchemaDefinition(schema.$ref, root) : schema;
}

/**
 * The data that RJSF gives after a change, with the tuples of before: RJSF empties them when a field brings
 * others with it, as it does by a condition or a dependency.
 */
export function withTuplesOf(schema: RJSFSchema, before: Readonly<Data>, after: Data): Data {
  const lost = Object.entries(before).filter(([name, value]) => {
    const property = resolved(schema.properties?.[name], schema);
    return Array.isArray(property?.items) && Array.isArray(value) && after[name] === undefined;
  });
  return lost.length === 0 ? after : { ...after, ...Object.fromEntries(lost) };
}
