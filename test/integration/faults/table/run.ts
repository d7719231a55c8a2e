import { cpSync } from 'node:fs';
import { expect } from 'vitest';
import type { Fault } from '../fault';

const PORT = '$' + '{port}';
const OVER_HTTP = { url: `http://127.0.0.1:${PORT}/mcp`, env: { PORT } };

export const runFaults: readonly Fault[] = [
  {
    code: 'run.crashed',
    name: 'an uncaught error',
    entry: (world) => ({
      command: process.execPath,
      args: [world.copy('run.crashed.mjs', 0o644)],
    }),
    whenReady: ({ pid }) => process.kill(pid, 'SIGUSR2'),
    evidence: 'TypeError: city is not iterable',
    fixes: [
      'restart',
      {
        id: 'openFile',
        after: ({ file }, world) => cpSync(world.program('healthy.mjs'), file!.path),
      },
      {
        id: 'showOutput',
        after: ({ output }) => expect(output).toContain(`Node.js ${process.version}`),
      },
    ],
  },
  {
    code: 'run.connection-lost',
    name: 'its port is closed',
    entry: (world) => world.run('run.connection-lost.mjs', OVER_HTTP),
    whenReady: ({ pid }) => process.kill(pid, 'SIGUSR2'),
    evidence: 'ECONNREFUSED',
    fixes: ['restart'],
  },
  {
    code: 'run.session-lost',
    name: 'its sessions are forgotten',
    entry: (world) => world.run('run.session-lost.mjs', OVER_HTTP),
    whenReady: ({ pid, engine, server }) => {
      engine.onDidPrintLine(({ line }) => {
        if (line.text !== 'Sessions forgotten') return;
        server.session?.call({ method: 'tools/list', params: {} });
      });
      process.kill(pid, 'SIGUSR2');
    },
    evidence: /\/mcp$/,
    fixes: ['restart'],
  },
  {
    code: 'run.unresponsive',
    name: 'a call that never ends',
    entry: (world) => world.run('run.unresponsive.mjs', OVER_HTTP),
    whenReady: ({ server }) => {
      server.session?.call({ method: 'tools/call', params: { name: 'hang', arguments: {} } });
    },
    evidence: /^tools\/call, /,
    fixes: ['restart'],
    slow: true,
  },
];
