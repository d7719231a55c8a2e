import { expect, test } from 'vitest';
import { attachConfiguration } from '../../../../src/extension/debug/attachConfiguration';

test('a Node program goes on by itself when its breakpoints are set', () => {
  const websocketAddress = 'ws://127.0.0.1:4711/6f1f8e3c';
  const program = { kind: 'node', pid: 42, title: 'server.ts', websocketAddress } as const;
  expect(attachConfiguration(program, '/project')).toEqual({
    name: 'server.ts (42)',
    type: 'node',
    request: 'attach',
    address: '127.0.0.1',
    port: 4711,
    websocketAddress,
    cwd: '/project',
    autoAttachChildProcesses: false,
    continueOnAttach: true,
    pauseForSourceMap: true,
    skipFiles: ['<node_internals>/**'],
    internalConsoleOptions: 'neverOpen',
  });
});

test('a Python program is reached where its debugpy listens', () => {
  const program = { kind: 'python', title: 'server', host: '127.0.0.1', port: 4711 } as const;
  expect(attachConfiguration(program, undefined)).toEqual({
    name: 'server',
    type: 'debugpy',
    request: 'attach',
    connect: { host: '127.0.0.1', port: 4711 },
    justMyCode: true,
    internalConsoleOptions: 'neverOpen',
  });
});
