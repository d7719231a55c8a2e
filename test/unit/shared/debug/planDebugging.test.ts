import { describe, expect, test } from 'vitest';
import { planDebugging } from '../../../../src/shared/debug/planDebugging';
import type { RunSpec } from '../../../../src/shared/model/server';

const run = (line: string): RunSpec => {
  const [command = '', ...args] = line.split(' ');
  return { command, args, cwd: '/project', env: {} };
};
const line = ({ command, args }: RunSpec) => [command, ...args].join(' ');

describe('Node programs', () => {
  test.each([
    'node server.js',
    '/usr/local/bin/node22 dist/index.js',
    'npx -y @scope/server',
    'npx.cmd -y server',
    'tsx watch src/server.ts',
    'ts-node src/server.ts',
    'nodemon --exec tsx server.ts',
    'npm run serve',
    'npm.cmd start',
    'pnpm dlx server',
    'yarn serve',
    'C:\\nodejs\\node.exe server.js',
  ])('%s', (text) => {
    const plan = planDebugging(run(text));
    expect(plan).toEqual({ kind: 'programs', run: run(text), node: true, python: false });
  });

  test.each([
    ['node --inspect-brk server.js --inspect', 'node server.js --inspect'],
    ['node --inspect=0.0.0.0:9229 --enable-source-maps a.js', 'node --enable-source-maps a.js'],
    ['node --inspect-port=9229', 'node'],
    ['tsx --inspect server.ts', 'tsx --inspect server.ts'],
  ])('%s runs as %s', (given, wanted) => {
    const plan = planDebugging(run(given));
    expect(plan.kind === 'programs' && line(plan.run)).toBe(wanted);
  });
});

describe('Python programs', () => {
  test.each([
    'python server.py',
    'python3.12 -m server',
    '.venv/bin/python -u server.py',
    'py -3 server.py',
    'uv run server.py',
    'uvx mcp-server-git',
    'UV.EXE run fastmcp run server.py',
    'poetry run server',
    'uvicorn server:app --port 8000',
  ])('%s', (text) => {
    const plan = planDebugging(run(text));
    expect(plan).toEqual({ kind: 'programs', run: run(text), node: false, python: true });
  });
});

test.each(['make serve', './serve.sh', 'mcp-server-time', 'just dev', 'mcp run server.py'])(
  '%s may be either',
  (text) => {
    expect(planDebugging(run(text))).toMatchObject({ node: true, python: true });
  },
);

describe('what the entry says', () => {
  test('counts more than the name of the command', () => {
    expect(planDebugging(run('./serve'), { type: 'node' })).toMatchObject({
      node: true,
      python: false,
    });
    expect(planDebugging(run('npx server'), { type: 'debugpy' })).toMatchObject({
      node: false,
      python: true,
    });
    expect(planDebugging(run('uv run bridge'), { type: 'node' })).toMatchObject({ node: true });
  });
});

describe('Deno', () => {
  test.each([
    ['deno run -A server.ts', 'deno run --inspect-wait=127.0.0.1:0 -A server.ts'],
    ['deno --quiet run server.ts', 'deno --quiet run --inspect-wait=127.0.0.1:0 server.ts'],
    ['deno run --inspect-brk server.ts', 'deno run --inspect-wait=127.0.0.1:0 server.ts'],
  ])('%s runs as %s', (given, wanted) => {
    const plan = planDebugging(run(given));
    expect(plan.kind === 'programs' && line(plan.run)).toBe(wanted);
  });
});

test.each([
  ['bun run server.ts', 'bun'],
  ['bunx server', 'bun'],
  ['docker run -i image', 'elsewhere'],
  ['/usr/bin/podman run image', 'elsewhere'],
  ['ssh host server', 'elsewhere'],
])('%s cannot be debugged without a configuration: %s', (text, why) => {
  expect(planDebugging(run(text))).toEqual({
    kind: 'unsupported',
    why,
    program: run(text).command,
  });
});
