import type { CopySource, CopyTarget } from './copySource';
import { targetOf, variableOf } from './copySource';
import { shellQuote } from './shellQuote';

/** The same request by the command line of Portcullis, for a POSIX shell. Undefined where no target is known. */
export function copyAsCli(source: CopySource): string | undefined {
  const { before, after } = targetWords(source) ?? {};
  if (!before || !after) return undefined;
  return ['portcullis', ...requestWords(source, before), ...after].join(' ');
}

function requestWords({ method, params }: CopySource, target: readonly string[]): string[] {
  const { name, arguments: args = {}, ...rest } = params;
  const isCall = method === 'tools/call' && typeof name === 'string' && isEmpty(rest);
  const [verb, what, value] = isCall ? ['call', name, args] : ['request', method, params];
  const json = isEmpty(value) ? [] : [shellQuote(JSON.stringify(value))];
  return [verb, ...target, shellQuote(what), ...json];
}

/** What says where to, and what has to come last of all. */
function targetWords(
  source: CopySource,
): { readonly before: readonly string[]; readonly after: readonly string[] } | undefined {
  const file = configFile(source);
  if (file)
    return {
      before: ['--config', shellQuote(file), '--server', shellQuote(source.server)],
      after: [],
    };
  const target = targetOf(source);
  if (!target) return undefined;
  if (target.kind === 'stdio') {
    const command = [target.command, ...target.args].map(shellQuote);
    return { before: ['--stdio'], after: ['--', ...command] };
  }
  return { before: httpWords(target), after: [] };
}

function httpWords({
  kind,
  url,
  headers,
}: CopyTarget & { readonly kind: 'http' | 'sse' }): string[] {
  const transport = kind === 'sse' ? ['--transport', 'sse'] : [];
  const secret = headers.map((name) => `--header ${shellQuote(`${name}:`)}"$${variableOf(name)}"`);
  return [shellQuote(url), ...transport, ...secret];
}

/** The path of the file that holds the entry: what is in it need not be said again. */
function configFile({ definition }: CopySource): string | undefined {
  const uri = URL_FILE.exec(definition?.source.uri ?? '')?.[1];
  return uri === undefined || !uri.endsWith('.json') ? undefined : decodeURIComponent(uri);
}

const URL_FILE = /^file:\/\/(\/[^?#]*)/;

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
