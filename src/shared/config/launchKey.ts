import type { ServerEntry } from './serverEntry';
import { toEntryJson } from './toEntryJson';
import type { VariableDialect } from './variableRules';

/** Properties that say how a server is looked at, not which one it is. */
const ASIDE = new Set([
  'readyTimeout',
  'era',
  'clientCapabilities',
  'answerTimeout',
  'dev',
  'restartOnCrash',
]);

/**
 * The same text for entries that start or reach a server in the same way, whichever client's words they use.
 * @param folder what relative paths and `${workspaceFolder}` start from
 */
export function launchKey(entry: ServerEntry, from: VariableDialect, folder: string): string {
  const json = toEntryJson(entry, from);
  const { url, headers, env, ...rest } = json.entry;
  const kept = Object.entries(rest).filter(([key]) => !ASIDE.has(key));
  return JSON.stringify({
    ...Object.fromEntries(kept.sort(byName)),
    // A server that only is reached is the same wherever it is asked from, unless the folder is in its address.
    folder: entry.kind === 'remote' && !JSON.stringify([url, headers]).includes('${') ? '' : folder,
    url: typeof url === 'string' ? normalUrl(url) : undefined,
    headers: sorted(headers, (name) => name.toLowerCase()),
    env: sorted(env, (name) => name),
    // What one client takes as text and another as a variable is not the same, though it reads so.
    notes: json.notes,
  });
}

function sorted(record: unknown, rename: (name: string) => string): unknown {
  return Object.entries((record ?? {}) as Record<string, unknown>)
    .map(([name, value]) => [rename(name), value] as const)
    .sort(byName);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Scheme and host know no case; the port of the scheme and an empty path need not be written. */
function normalUrl(url: string): string {
  const match = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(url);
  if (match === null) return url;
  const [, scheme = '', host = '', rest = ''] = match;
  const port = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  const lower = host.includes('$') ? host : host.toLowerCase();
  const short = lower.endsWith(port) ? lower.slice(0, -port.length) : lower;
  return `${scheme.toLowerCase()}://${short}${rest === '' ? '/' : rest}`;
}
