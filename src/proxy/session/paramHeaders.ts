import { isObject } from '../transport/jsonRpc';
import type { Params } from './protocol';

/** RFC 9110 §5.6.2 */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** What an HTTP field holds as it is: visible ASCII, with blanks and tabs inside. */
const PLAIN = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;
const ENCODED = /^=\?base64\?.*\?=$/;

/**
 * The `Mcp-Param-*` headers of a `tools/call`: arguments that the tool's schema marks with `x-mcp-header`
 * (MCP 2026-07-28, Streamable HTTP, Custom Headers). Marks that break the rules are passed over; the
 * server decides what it makes of that.
 */
export function paramHeaders(inputSchema: unknown, args: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  collect(inputSchema, args, headers);
  return headers;
}

function collect(schema: unknown, value: unknown, headers: Record<string, string>): void {
  if (!isObject(schema) || !isObject(schema.properties) || !isObject(value)) return;
  for (const [name, property] of Object.entries(schema.properties)) {
    if (!Object.hasOwn(value, name)) continue;
    const header = isObject(property) ? property['x-mcp-header'] : undefined;
    const text = toText(value[name]);
    if (typeof header === 'string' && TOKEN.test(header) && text !== undefined) {
      headers[`Mcp-Param-${header}`] = encodeFieldValue(text);
    }
    collect(property, value[name], headers);
  }
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

function encodeFieldValue(text: string): string {
  if (PLAIN.test(text) && !ENCODED.test(text)) return text;
  return `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

/** The headers of a request to a server whose tools are known. */
export function headersOfCall(
  method: string,
  params: Params,
  tools: readonly { readonly name: string; readonly inputSchema?: unknown }[],
): Record<string, string> {
  if (method !== 'tools/call') return {};
  const tool = tools.find(({ name }) => name === params.name);
  return tool ? paramHeaders(tool.inputSchema, params.arguments) : {};
}
