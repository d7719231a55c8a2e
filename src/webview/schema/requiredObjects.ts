import { findSchemaDefinition, type RJSFSchema } from '@rjsf/utils';
import { isObject } from './isObject';

/** Schemas may refer to themselves; no form is deeper than this by itself. */
const MAX_DEPTH = 8;

/**
 * The same arguments with every required object in place, so that what is asked for is what is
 * inside it, not the object.
 */
export function withRequiredObjects(
  schema: RJSFSchema,
  data: Record<string, unknown>,
  root: RJSFSchema = schema,
  depth = 0,
): Record<string, unknown> {
  const filled = { ...data };
  if (depth >= MAX_DEPTH) return filled;
  for (const name of schema.required ?? []) {
    const property = resolved(schema.properties?.[name], root);
    const value = filled[name];
    if (property?.type !== 'object' || (value !== undefined && !isObject(value))) continue;
    filled[name] = withRequiredObjects(property, value ?? {}, root, depth + 1);
  }
  return filled;
}

function resolved(schema: unknown, root: RJSFSchema): RJSFSchema | undefined {
  if (!isObject(schema)) return undefined;
  return typeof schema.$ref === 'string' ? findSchemaDefinition(schema.$ref, root) : schema;
}
