import { expect, test } from 'vitest';
import { checklistLines, diagnosisLines, resultLines } from '../../../src/cli/checklist';
import { createChecklistView } from '../../../src/cli/checklistView';
import { createReport } from '../../../src/cli/report';
import { createStyle, wantsColours } from '../../../src/cli/style';
import type { Diagnosis } from '../../../src/shared/model/diagnosis';
import type { LaunchStep } from '../../../src/shared/model/launch';
import type { ServerSnapshot } from '../../../src/shared/model/state';
import { remote, stdio } from '../proxy/diagnosis/facts';

const PLAIN = createStyle(false);

const STEPS: readonly LaunchStep[] = [
  { id: 'config', status: 'passed', ms: 0.4, attempts: 1 },
  { id: 'tcp', status: 'failed', ms: 1234, attempts: 7, detail: 'ECONNREFUSED' },
  { id: 'mcp', status: 'skipped', attempts: 0 },
];

const DIAGNOSIS: Diagnosis = {
  code: 'net.refused',
  title: 'Nothing listens on 127.0.0.1:3000',
  explanation: 'The connection was refused.',
  evidence: [
    { label: 'Address', value: '127.0.0.1:3000' },
    { label: 'Log', value: 'one\ntwo' },
  ],
  fixes: [
    { id: 'open', title: 'Open the configuration', action: { kind: 'openEntry' } },
    {
      id: 'install',
      title: 'Install it',
      action: { kind: 'runInTerminal', command: 'npm install weather' },
    },
    { id: 'restart', title: 'Try again', action: { kind: 'restart' } },
  ],
};

function snapshot(more: Partial<ServerSnapshot> = {}): ServerSnapshot {
  return {
    id: 'a',
    name: 'a',
    state: { status: 'failed', diagnosis: DIAGNOSIS },
    launch: { id: '1', startedAt: 1000, deadline: 9000, endedAt: 1312, steps: STEPS },
    warnings: [],
    ...more,
  };
}

const READY = snapshot({
  state: { status: 'ready' },
  url: 'http://127.0.0.1:3000/mcp',
  session: {
    id: 's',
    era: 'legacy',
    protocolVersion: '2025-11-25',
    serverInfo: { name: 'weather', version: '1.2.0' },
    capabilities: {},
    openedAt: 1,
  },
});

test('a line for each step: mark, name, time, detail, attempts', () => {
  expect(checklistLines(STEPS, PLAIN)).toEqual([
    '  ✓ config      0 ms',
    '  ✗ tcp        1.2 s  ECONNREFUSED (7 attempts)',
    '  - mcp',
  ]);
});

test('no line is longer than the terminal is wide', () => {
  const lines = checklistLines(STEPS, createStyle(true), 12);
  expect(lines[1]).toBe('\u001B[31m  ✗ tcp     \u001B[39m');
});

test('a diagnosis in full', () => {
  expect(diagnosisLines(DIAGNOSIS, PLAIN)).toEqual([
    '✗ Nothing listens on 127.0.0.1:3000  net.refused',
    '  The connection was refused.',
    '',
    '  Address  127.0.0.1:3000',
    '  Log      one',
    '           two',
    '',
    '  What may help',
    '  • Install it: npm install weather',
  ]);
});

test('a server that is ready, with its warnings', () => {
  const warning = { ...DIAGNOSIS, code: 'mcp.stdout-noise', title: 'Noise', evidence: [] } as const;
  expect(resultLines({ ...READY, warnings: [warning] }, PLAIN)).toEqual([
    '✓ Ready in 312 ms',
    '  weather 1.2.0 speaks MCP 2025-11-25.',
    '',
    '! Noise  mcp.stdout-noise',
    '  The connection was refused.',
  ]);
});

test('the report of a server that is ready', () => {
  expect(createReport(READY, remote())).toMatchObject({
    state: 'ready',
    server: {
      name: 'weather',
      version: '1.2.0',
      protocolVersion: '2025-11-25',
      era: 'legacy',
      transport: 'http',
      url: 'http://127.0.0.1:3000/mcp',
    },
    warnings: [],
    diagnosis: null,
  });
  expect(createReport(READY, stdio()).server?.transport).toBe('stdio');
});

test('the report of one that failed names fixes without what they do', () => {
  const report = createReport(snapshot(), remote());
  expect(report).toMatchObject({
    state: 'failed',
    server: null,
    steps: [
      { id: 'config', status: 'passed', ms: 0.4, attempts: 1, detail: null },
      { id: 'tcp', detail: 'ECONNREFUSED' },
      { id: 'mcp', status: 'skipped', ms: null, attempts: 0, detail: null },
    ],
  });
  expect(report.diagnosis).toEqual({
    code: 'net.refused',
    title: DIAGNOSIS.title,
    explanation: DIAGNOSIS.explanation,
    evidence: DIAGNOSIS.evidence,
    fixes: [
      { id: 'open', title: 'Open the configuration' },
      { id: 'install', title: 'Install it' },
      { id: 'restart', title: 'Try again' },
    ],
  });
});

test('elsewhere than on a terminal, each step is printed once, when it is over', () => {
  const written: string[] = [];
  const view = createChecklistView({ write: (text) => written.push(text) }, PLAIN);
  const running = snapshot({
    launch: {
      id: '1',
      startedAt: 0,
      deadline: 1,
      steps: [STEPS[0]!, { id: 'tcp', status: 'running', attempts: 3 }],
    },
  });
  view.show(running);
  view.show(running);
  view.show(snapshot());
  view.end();
  expect(written).toEqual(checklistLines(STEPS, PLAIN).map((line) => `${line}\n`));
});

test('on a terminal, the checklist is drawn over itself', () => {
  const written: string[] = [];
  const screen = { write: (text: string) => written.push(text), isTTY: true, columns: 80 };
  const view = createChecklistView(screen, PLAIN);
  view.show(snapshot());
  view.end();
  expect(written).toHaveLength(2);
  expect(written[0]).not.toContain('\u001B[3A');
  expect(written[1]?.startsWith('\u001B[3A')).toBe(true);
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
])('colours on a terminal (%s) with %j: %s', (isTerminal, env, expected) => {
  expect(wantsColours(isTerminal, env)).toBe(expected);
});

test('a server cannot control the terminal', () => {
  const nasty = 'a\u001B]0;owned\u0007\u001B[2J\r\nb\u202Ec\u009B1m\td';
  const ready = {
    ...READY,
    session: {
      ...READY.session!,
      protocolVersion: nasty,
      serverInfo: { name: nasty, version: nasty },
    },
  };
  const diagnosis: Diagnosis = {
    ...DIAGNOSIS,
    title: nasty,
    explanation: nasty,
    evidence: [{ label: 'Log', value: nasty }],
    fixes: [{ id: 'restart', title: nasty, action: { kind: 'createFile', path: '/x' } }],
  };
  const failed = snapshot({ state: { status: 'failed', diagnosis }, warnings: [diagnosis] });
  const lines = [
    ...resultLines(ready, PLAIN),
    ...resultLines(failed, PLAIN),
    ...checklistLines([{ ...STEPS[1]!, detail: nasty }], PLAIN),
  ];
  for (const line of lines) expect(line).not.toMatch(/(?!\t)[\p{Cc}\u202E]/u);
  expect(lines).toContain('       b\\u{202e}c\\u{9b}1m\td');
});
