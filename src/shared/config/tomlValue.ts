/** A key as TOML writes it (https://toml.io/en/v1.0.0#keys). */
export function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : tomlString(key);
}

/** A value in one line. Null, which TOML does not have, is left out of objects and arrays. */
export function tomlValue(value: unknown): string {
  if (typeof value === 'string') return tomlString(value);
  if (Array.isArray(value)) return `[${value.filter(isSomething).map(tomlValue).join(', ')}]`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) {
    const properties = Object.entries(value).filter(([, one]) => isSomething(one));
    if (properties.length === 0) return '{}';
    return `{ ${properties.map(([key, one]) => `${tomlKey(key)} = ${tomlValue(one)}`).join(', ')} }`;
  }
  return String(value);
}

/** The lines of a table with its header; objects in it become tables below. */
export function tomlTable(path: readonly string[], table: Record<string, unknown>): string[] {
  const properties = Object.entries(table).filter(([, value]) => isSomething(value));
  const plain = properties.filter(([, value]) => !isTable(value));
  const tables = properties.filter(([, value]) => isTable(value));
  return [
    `[${path.map(tomlKey).join('.')}]`,
    ...plain.map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}`),
    ...tables.flatMap(([key, value]) => [
      '',
      ...tomlTable([...path, key], value as Record<string, unknown>),
    ]),
  ];
}

/** What JSON escapes, TOML escapes in the same way; it only wants one character more. */
function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007F', '\\u007F');
}

function isSomething(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isTable(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    Object.keys(value).length > 0
  );
}
