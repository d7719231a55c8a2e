type Schema = Readonly<Record<string, unknown>>;

/** What a schema asks for or suggests, as somebody fills in a form who only wants to be done with it. */
export function sampleArguments(schema: Schema | undefined): Record<string, unknown> {
  const properties = (schema?.properties ?? {}) as Record<string, Schema>;
  const required = Array.isArray(schema?.required) ? schema.required.map(String) : [];
  const suggested = Object.keys(properties).filter((name) => 'default' in properties[name]!);
  const names = [...new Set([...required, ...suggested])];
  return Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {})]));
}

function sample(schema: Schema): unknown {
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  switch (schema.type) {
    case 'number':
    case 'integer':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return sampleArguments(schema);
    case 'null':
      return null;
    default:
      return 'text';
  }
}
