import { expect, test } from 'vitest';
import {
  attachedTo,
  startedBySomebodyElse,
  withPrograms,
} from '../../../../src/extension/debug/debugDefinition';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

const base = {
  id: 'file/server',
  name: 'server',
  readyTimeout: 30_000,
  era: 'auto',
  roots: [],
  source: { label: 'file' },
  problems: [],
} as const;
const run = { command: 'node', args: ['--inspect', 'server.js'], cwd: '/project', env: {} };
const http = { transport: 'http', headers: { A: 'b' } } as const;
const stdio = { ...base, roots: [], problems: [], kind: 'stdio', run, restartOnCrash: true };
const launched = {
  ...stdio,
  ...http,
  kind: 'launchedHttp',
  url: 'http://127.0.0.1:${port}/mcp',
  port: 'auto',
};
const of = (definition: object) => definition as LaunchDefinition;

test('programs load what lets them come under the debugger, and crash once only', () => {
  const debug = { node: '/media/node.cjs' };
  const definition = withPrograms(of(stdio), undefined, debug);
  expect(definition).toMatchObject({ kind: 'stdio', debug, run: { args: ['server.js'] } });
  expect(definition).not.toHaveProperty('restartOnCrash');
});

test('what cannot be planned is launched as it is', () => {
  const definition = of({ ...stdio, run: { ...run, command: 'bun' } });
  expect(withPrograms(definition, undefined, {})).toBe(definition);
});

test('a server that a configuration attaches to is started as it is', () => {
  expect(attachedTo(of(stdio))).toMatchObject({ run, debug: { byConfiguration: true } });
  expect(attachedTo(of(stdio))).not.toHaveProperty('restartOnCrash');
});

test('a server that a configuration starts is waited for at its port', () => {
  expect(startedBySomebodyElse(of(launched), 3001)).toEqual({
    ...base,
    ...http,
    kind: 'remote',
    url: 'http://127.0.0.1:3001/mcp',
    awaited: true,
    debug: { byConfiguration: true },
  });
});
