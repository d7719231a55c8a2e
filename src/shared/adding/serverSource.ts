import type { SourceLanguage } from './projectFacts';

/** How the program in a file can be reached, as far as its text tells. */
export type SourceTransport =
  | { readonly kind: 'stdio' }
  | {
      readonly kind: 'http' | 'sse';
      /** A number that the text fixes, or the variable that it takes the port from. */
      readonly port: number | { readonly variable: string };
      readonly path: string;
    };

const SERVER_MARKS: Readonly<Record<'python' | 'node', RegExp>> = {
  python: /^\s*(?:from|import)\s+(?:fast)?mcp\b/m,
  node: /['"](?:@modelcontextprotocol\/(?:sdk|server)\b|fastmcp['"]|mcp-framework\b|mcp-handler\b)/,
};
const STDIO =
  /StdioServerTransport|serveStdio|stdio_server|transport(?:Type)?\s*[=:]\s*['"]stdio['"]/;
const SSE = /SSEServerTransport|SseServerTransport|transport\s*=\s*['"]sse['"]|\bsse_app\(/;
const HTTP =
  /Streamable_?HTTP\w*Transport|streamable[-_]http|transport(?:Type)?\s*[=:]\s*['"](?:http|httpStream)['"]/i;
const PORT_VARIABLE =
  /(?:process\.env\.|process\.env\[['"]|os\.environ\[['"]|os\.environ\.get\(['"]|os\.getenv\(['"])(\w*PORT)\b/;
const PORT_NUMBER = /\bport\s*[=:]\s*(\d{2,5})\b|\.listen\(\s*(\d{2,5})\b/i;

/** Whether the file holds a server: it imports an SDK that servers are written with. */
export function looksLikeServer(text: string, language: SourceLanguage): boolean {
  return SERVER_MARKS[language === 'python' ? 'python' : 'node'].test(text);
}

/** A program that can do both is run over stdio, which needs no port. */
export function readTransport(text: string, language: SourceLanguage): SourceTransport {
  if (STDIO.test(text)) return { kind: 'stdio' };
  const kind = HTTP.test(text) ? 'http' : SSE.test(text) ? 'sse' : undefined;
  if (kind === undefined) return { kind: 'stdio' };
  return { kind, port: readPort(text, language), path: kind === 'sse' ? '/sse' : '/mcp' };
}

function readPort(text: string, language: SourceLanguage): number | { variable: string } {
  const variable = PORT_VARIABLE.exec(text)?.[1];
  if (variable !== undefined) return { variable };
  const written = PORT_NUMBER.exec(text);
  if (written !== null) return Number(written[1] ?? written[2]);
  if (language !== 'python') return 3000;
  // The stand-alone FastMCP reads its settings from the environment; the one of the SDK has its default.
  return /^\s*(?:from|import)\s+fastmcp\b/m.test(text) ? { variable: 'FASTMCP_PORT' } : 8000;
}
