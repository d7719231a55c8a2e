import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Fault } from '../fault';
import { missing } from './missing';

/** The program runs, and ends before it is ready. */
export const processFaults: readonly Fault[] = [
  {
    code: 'process.env-missing',
    name: 'Node',
    step: 'process',
    entry: (world) => world.run('process.env-missing.mjs'),
    evidence: 'FIXTURE_API_KEY',
    fixes: [{ id: 'setVariable', value: 'right' }],
  },
  {
    code: 'process.env-missing',
    name: 'Python',
    step: 'process',
    entry: (world) => world.run('process.env-missing.py'),
    evidence: 'FIXTURE_API_KEY',
    unless: () => missing('python3'),
  },
  {
    code: 'process.env-missing',
    name: 'shell',
    step: 'process',
    entry: (world) => world.run('process.env-missing.sh'),
    evidence: 'FIXTURE_API_KEY',
  },
  {
    code: 'process.usage',
    name: 'Node',
    step: 'process',
    entry: (world) => {
      const run = world.run('process.usage.mjs');
      return { ...run, args: [...(run.args as string[]), '--ctiy', 'Bern'] };
    },
    evidence: /--ctiy Bern/,
    fixes: [
      {
        id: 'openEntry',
        after: ({ entry, edit }) => {
          const [file, , city] = entry!.args as string[];
          edit(['args'], [file, '--city', city]);
        },
      },
    ],
  },
  {
    code: 'process.usage',
    name: 'Python',
    step: 'process',
    entry: (world) => world.run('process.usage.py'),
    evidence: /--city/,
    unless: () => missing('python3'),
  },
  {
    code: 'process.crashed',
    name: 'Node',
    step: 'process',
    entry: (world) => ({
      command: process.execPath,
      args: [world.copy('process.crashed.mjs', 0o644)],
    }),
    evidence: /process\.crashed\.mjs:2:\d+$/,
    fixes: [
      {
        id: 'openFile',
        after: ({ file }, world) => {
          expect(file).toMatchObject({ line: 2, column: 22 });
          cpSync(world.program('healthy.mjs'), file!.path);
        },
      },
    ],
  },
  {
    code: 'process.crashed',
    name: 'Python',
    step: 'process',
    entry: (world) => world.run('process.crashed.py'),
    evidence: /process\.crashed\.py:5$/,
    unless: () => missing('python3'),
  },
  {
    code: 'process.exited',
    name: 'shell',
    step: 'process',
    entry: (world) =>
      world.run('process.exited.sh', {
        args: [
          world.program('process.exited.sh'),
          path.join(world.folder, 'license'),
          process.execPath,
          world.program('healthy.mjs'),
        ],
      }),
    evidence: 'license expired',
    fixes: ['showOutput', 'runInTerminal'].map((id) => ({
      id,
      after: ({ output }, world) => {
        expect(output).toContain('license expired');
        writeFileSync(path.join(world.folder, 'license'), 'renewed');
      },
    })),
  },
  {
    code: 'process.killed',
    name: 'SIGKILL',
    step: 'process',
    entry: (world) => world.run('process.killed.sh'),
    evidence: 'SIGKILL',
  },
  {
    code: 'process.killed',
    name: 'SIGSEGV',
    step: 'process',
    entry: (world) => world.run('process.killed.py'),
    evidence: 'SIGSEGV',
    unless: () => missing('python3'),
  },
];
