import { findNodeAtLocation } from 'jsonc-parser';
import { parseConfigText } from './configText';
import type { ConfigDialect } from './dialects/configDialect';
import { type ConfigEdit, editConfig } from './editConfig';
import { editToml } from './editToml';
import type { ServerEntry } from './serverEntry';
import { parseTomlText } from './tomlText';
import { writeVariables } from './translateVariables';

/** Applies edits to a file of `dialect` and keeps everything else of it. @throws when that cannot be done */
export function editSource(
  text: string,
  edits: readonly ConfigEdit[],
  { syntax }: ConfigDialect,
): string {
  return syntax === 'toml' ? editToml(text, edits) : editConfig(text, edits);
}

/** Where a property of an entry, in the words of `mcp.json`, stands in the file of its client. */
export function propertyPath(
  text: string,
  entry: ServerEntry,
  path: readonly (string | number)[],
  dialect: ConfigDialect,
): (string | number)[] {
  const { root } = dialect.syntax === 'toml' ? parseTomlText(text) : parseConfigText(text);
  const has = (...keys: string[]) =>
    root !== undefined && findNodeAtLocation(root, [...entry.path, ...keys]) !== undefined;
  const [first, ...rest] = path;
  const [urlKey] = dialect.urls.filter(({ key }) => has(key));
  const nested = dialect.nestsCommand && has('command', 'path');
  const keys = ((): (string | number)[] => {
    if (first === undefined) return [];
    if (first === 'headers') return [dialect.headersKey];
    if (first === 'url') return [urlKey?.key ?? dialect.urls[0]!.key];
    if (nested && first === 'command') return ['command', 'path'];
    if (nested && (first === 'args' || first === 'env')) return ['command', first];
    return [first];
  })();
  return [...entry.path, ...keys, ...rest];
}

/** Writes an entry of `mcp.json` in the words of another client. */
export function entryFor(
  entry: Readonly<Record<string, unknown>>,
  dialect: ConfigDialect,
): Record<string, unknown> {
  const { type, url, headers, ...rest } = mapTexts(entry, (text) =>
    writeVariables(text, dialect.variables),
  ) as Record<string, unknown>;
  if (typeof url !== 'string') return { ...typeProperty(type, dialect), ...rest };
  const transport = type === 'sse' ? 'sse' : 'http';
  const address = dialect.urls.find((key) => key.transport === transport) ?? dialect.urls[0]!;
  const implied = address.transport === transport && dialect.prefersUrl;
  return {
    ...(implied ? {} : typeProperty(transport, dialect)),
    [address.key]: url,
    ...headerProperties(headers, dialect),
    ...rest,
  };
}

/** The client's own word for a type. */
function typeProperty(type: unknown, { typeKeys: [key], types }: ConfigDialect) {
  if (type === undefined || key === undefined) return {};
  const words = Object.keys(types).filter((word) => types[word] === type);
  return { [key]: words.includes(String(type)) ? type : (words[0] ?? type) };
}

/** Codex has no variables in texts; it names those that hold a header. */
function headerProperties(headers: unknown, dialect: ConfigDialect): Record<string, unknown> {
  if (headers === undefined) return {};
  const { headersKey, envHeadersKey, bearerVariableKey } = dialect;
  const plain: Record<string, unknown> = {};
  const named: Record<string, string> = {};
  let bearer: string | undefined;
  for (const [name, value] of Object.entries(headers as Record<string, unknown>)) {
    const [, prefix, variable] = /^(Bearer )?\$\{env:([^}]+)\}$/.exec(String(value)) ?? [];
    const isToken = prefix !== undefined && name.toLowerCase() === 'authorization';
    if (variable !== undefined && isToken && bearerVariableKey !== undefined) bearer = variable;
    else if (variable !== undefined && prefix === undefined && envHeadersKey !== undefined) {
      named[name] = variable;
    } else plain[name] = value;
  }
  return {
    ...(Object.keys(plain).length === 0 ? {} : { [headersKey]: plain }),
    ...(bearer === undefined ? {} : { [bearerVariableKey!]: bearer }),
    ...(Object.keys(named).length === 0 ? {} : { [envHeadersKey!]: named }),
  };
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, map)]));
}
