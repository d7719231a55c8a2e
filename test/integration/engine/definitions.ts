import path from 'node:path';
import type { LaunchDefinition } from '../../../src/shared/model/server';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/servers');

type Common = Pick<
  LaunchDefinition,
  'id' | 'name' | 'readyTimeout' | 'era' | 'roots' | 'source' | 'problems'
>;
type Env = Record<string, string | null>;

const common = (name: string): Common => ({
  id: `test/${name}`,
  name,
  readyTimeout: 30_000,
  era: 'auto',
  roots: [],
  source: { label: 'test' },
  problems: [],
});

const run = (file: string, env: Env) => ({
  command: process.execPath,
  args: [path.join(FIXTURES, file)],
  cwd: FIXTURES,
  env,
});

export function stdio(
  name: string,
  file = 'stdioServer.mjs',
  env: Env = {},
): LaunchDefinition & { kind: 'stdio' } {
  return { ...common(name), kind: 'stdio', run: run(file, env) };
}

export function launchedHttp(
  name: string,
  file = 'httpServer.mjs',
  env: Env = {},
): LaunchDefinition & { kind: 'launchedHttp' } {
  return {
    ...common(name),
    kind: 'launchedHttp',
    url: 'http://127.0.0.1:${port}/mcp',
    run: run(file, { PORT: '${port}', ...env }),
    transport: 'http',
    headers: {},
    port: 'auto',
  };
}

export function remote(name: string, url: string): LaunchDefinition & { kind: 'remote' } {
  return { ...common(name), kind: 'remote', url, transport: 'http', headers: {} };
}
