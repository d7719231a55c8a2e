import type { Fault } from '../fault';
import { missing } from './missing';

/** Enough for a program to start, and no more: it never answers. */
const SHORT = { readyTimeout: 1_500 };
const noPython = () => missing('python3');

export const mcpFaults: readonly Fault[] = [
  {
    code: 'mcp.stdout-noise',
    name: 'logs, and no server',
    step: 'mcp',
    entry: (world) => world.run('mcp.stdout-noise.mjs', SHORT),
    evidence: 'Starting the weather service …',
    fixes: [
      {
        id: 'openEntry',
        after: ({ edit }, world) => edit(['args'], [world.program('healthy.mjs')]),
      },
    ],
  },
  {
    code: 'mcp.stdout-noise',
    name: 'a warning on a server that is ready',
    entry: (world) => world.run('mcp.stdout-noise-ready.mjs'),
    evidence: 'Starting the weather service …',
  },
  {
    code: 'mcp.framing',
    name: 'as language servers do',
    step: 'mcp',
    entry: (world) => world.run('mcp.framing.mjs', SHORT),
    evidence: /^Content-Length: \d+$/,
  },
  {
    code: 'mcp.encoding',
    name: 'UTF-16',
    step: 'mcp',
    entry: (world) => world.run('mcp.encoding.py', SHORT),
    evidence: 'UTF-16',
    unless: noPython,
  },
  {
    code: 'mcp.encoding',
    name: 'a byte-order mark',
    step: 'mcp',
    entry: (world) => world.run('mcp.encoding.mjs', SHORT),
    evidence: /^ef bb bf/,
  },
  {
    code: 'mcp.no-answer',
    name: 'Node',
    step: 'mcp',
    entry: (world) => world.run('mcp.no-answer.mjs', SHORT),
    evidence: 'Waiting for the database …',
  },
  {
    code: 'mcp.no-answer',
    name: 'Node, too slow for its limit',
    step: 'mcp',
    entry: (world) => world.run('mcp.no-answer.mjs', { ...SHORT, env: { BOOT_MS: '2000' } }),
    evidence: 'Waiting for the database …',
    fixes: ['moreTime'],
    slow: true,
  },
  {
    code: 'mcp.no-answer',
    name: 'Python, its answers in a buffer',
    step: 'mcp',
    entry: (world) => world.run('mcp.no-answer.py', { ...SHORT, env: { PYTHONUNBUFFERED: null } }),
    evidence: /^1\.\d s$/,
    fixes: ['unbuffered'],
    unless: noPython,
  },
  {
    code: 'mcp.closed-during-handshake',
    name: 'exits',
    step: 'mcp',
    entry: (world) => world.run('mcp.closed-during-handshake.mjs'),
    evidence: '7',
  },
  {
    code: 'mcp.closed-during-handshake',
    name: 'closes its output',
    step: 'mcp',
    entry: (world) => world.run('mcp.closed-output.py'),
    evidence: /mcp\.closed-output\.py/,
    unless: noPython,
  },
  {
    code: 'mcp.version-unsupported',
    name: 'of the future',
    step: 'mcp',
    entry: (world) => world.run('mcp.version-unsupported.mjs'),
    evidence: '2099-01-01',
  },
  {
    code: 'mcp.invalid-message',
    name: 'without capabilities',
    step: 'mcp',
    entry: (world) => world.run('mcp.invalid-message.mjs'),
    evidence: /capabilities/,
  },
  {
    code: 'mcp.error-response',
    name: 'refuses',
    step: 'mcp',
    entry: (world) => world.run('mcp.error-response.py'),
    evidence: 'The license has expired',
    unless: noPython,
  },
];
