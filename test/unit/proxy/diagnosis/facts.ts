import { type LaunchFacts, launchFacts } from '../../../../src/proxy/diagnosis/facts';
import type { HttpExchange } from '../../../../src/proxy/session/sessionTarget';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

const BASE = {
  id: 'workspace/weather',
  name: 'weather',
  readyTimeout: 30_000,
  era: 'auto',
  roots: [],
  source: { label: '.vscode/mcp.json', uri: 'file:///home/ada/weather/.vscode/mcp.json', line: 4 },
  problems: [],
} as const;

const RUN = { cwd: '/home/ada/weather', env: {} };

export function stdio(command = 'node', ...args: string[]): LaunchDefinition {
  return { ...BASE, problems: [], roots: [], kind: 'stdio', run: { ...RUN, command, args } };
}

export function launched(
  changes: Partial<Extract<LaunchDefinition, { kind: 'launchedHttp' }>> = {},
): LaunchDefinition {
  return {
    ...BASE,
    problems: [],
    roots: [],
    kind: 'launchedHttp',
    run: { ...RUN, command: 'node', args: ['server.js'] },
    transport: 'http',
    url: `http://127.0.0.1:${PORT}/mcp`,
    headers: {},
    port: 3000,
    ...changes,
  };
}

export const PORT = '$' + '{port}';

export function remote(
  url = 'http://127.0.0.1:3000/mcp',
  transport: 'http' | 'sse' = 'http',
): LaunchDefinition {
  return { ...BASE, problems: [], roots: [], kind: 'remote', transport, url, headers: {} };
}

/** Facts of a launch that failed, as little as each of them needs. */
export function factsOf(
  known: Partial<LaunchFacts> & Pick<LaunchFacts, 'definition'>,
): LaunchFacts {
  const url =
    known.definition.kind === 'stdio' ? {} : { url: known.definition.url.replace(PORT, '3000') };
  return launchFacts({
    step: 'process',
    platform: 'linux',
    waitedMs: 1200,
    timeoutMs: 30_000,
    timedOut: false,
    ...url,
    ...known,
  });
}

/** A process that ended with `code` after printing this on stderr. */
export function exited(
  definition: LaunchDefinition,
  code: number | null,
  text: string,
  more: Partial<LaunchFacts> = {},
): LaunchFacts {
  return factsOf({
    definition,
    exit: { code, signal: null },
    process: { pid: 4711, alive: false },
    stderr: lines(text),
    ...more,
  });
}

/** Without the indentation of the test and the empty lines around. */
export function lines(text: string): string[] {
  const all = text.replace(/^\n/, '').replace(/\s+$/, '').split('\n');
  const indent = Math.min(
    ...all.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length),
  );
  return all.map((line) => line.slice(indent));
}

export function answer(status: number, more: Partial<HttpExchange> = {}): HttpExchange {
  return {
    method: 'POST',
    url: 'http://127.0.0.1:3000/mcp',
    requestHeaders: { host: '127.0.0.1:3000' },
    status,
    headers: {},
    bodyHead: '',
    ...more,
  };
}

/** The handshake's POST was answered so. */
export function answered(
  definition: LaunchDefinition,
  exchange: HttpExchange,
  more: Partial<LaunchFacts> = {},
): LaunchFacts {
  return factsOf({ definition, step: 'mcp', handshake: { kind: 'http', exchange }, ...more });
}
