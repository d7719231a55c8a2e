import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchDefinition } from '../../../shared/model/server';
import type { LaunchFacts } from '../facts';
import { edit } from '../verdict';

const PLACEHOLDER = '$' + '{port}';

/** Changes the port wherever the entry names it, so that server and URL agree. */
export function useFreePort({ definition, port }: LaunchFacts): Fix | undefined {
  if (!port || definition.kind !== 'launchedHttp') return undefined;
  const free = port.freePort;
  if (free === undefined) {
    if (!definition.url.includes(PLACEHOLDER)) return undefined;
    return edit('useFreePort', t('Use a free port'), [[['port'], 'auto']]);
  }
  const changes: [readonly string[], unknown][] = [[['port'], free]];
  if (!definition.url.includes(PLACEHOLDER)) {
    const url = new URL(definition.url);
    url.port = String(free);
    changes.push([['url'], url.href]);
  }
  changes.push(...portInRun(definition, port.number, free));
  return edit('useFreePort', t('Use port {0}', free), changes);
}

function portInRun(
  { run }: Extract<LaunchDefinition, { kind: 'launchedHttp' }>,
  taken: number,
  free: number,
): [readonly string[], unknown][] {
  const pattern = new RegExp(`(?<!\\d)${taken}(?!\\d)`);
  const changes: [readonly string[], unknown][] = [];
  if (run.args.some((arg) => pattern.test(arg))) {
    changes.push([['args'], run.args.map((arg) => arg.replace(pattern, String(free)))]);
  }
  for (const [name, value] of Object.entries(run.env)) {
    if (value === String(taken)) changes.push([['env', name], String(free)]);
  }
  return changes;
}
