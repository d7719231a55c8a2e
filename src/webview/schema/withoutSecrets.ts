import { findSchemaDefinition, type RJSFSchema } from '@rjsf/utils';
import { isObject } from './isObject';

type Data = Readonly<Record<string, unknown>>;

/** The arguments without those that the schema marks as secret: by `format: password`, or as to be written only. */
export function withoutSecrets(schema: RJSFSchema, data: Data, root = schema): Data {
  const kept = Object.entries(data).flatMap(([name, value]) => {
    const property = resolved(schema.properties?.[name], root);
    if (property?.format === 'password' || property?.writeOnly === true) return [];
    return [[name, property && isObject(value) ? withoutSecrets(property, value, root) : value]];
  });
  return Object.fromEntries(kept);
}

function resolved(schema: unknown, root: RJSFSchema): RJSFSchema | undefined {
  if (!isObject(schema) || typeof schema.$ref !== 'string')
    return isObject(schema) ? schema : undefined;
  try {
    return findSchemaDefinition(schema.$ref, root);
  } catch {
    return undefined;
  }
}
