import { expect, test } from 'vitest';
import { diagnoseRun } from '../../../../src/proxy/diagnosis/diagnoseRun';
import type { RunFacts } from '../../../../src/proxy/diagnosis/facts';
import { lines, remote, stdio } from './facts';

function ran(event: RunFacts['event'], more: Partial<RunFacts> = {}): RunFacts {
  return {
    definition: stdio(),
    platform: 'linux',
    event,
    upMs: 61_000,
    stderr: [],
    stdout: [],
    ...more,
  };
}

test('run.crashed: the error and its place', () => {
  const diagnosis = diagnoseRun(
    ran('exited', {
      exit: { code: 1, signal: null },
      stderr: lines(`
        TypeError: city is not iterable
            at forecast (/home/ada/weather/server.js:12:9)`),
    }),
  );
  expect(diagnosis).toMatchObject({
    code: 'run.crashed',
    title: 'TypeError: city is not iterable',
  });
  expect(diagnosis.fixes.map(({ action }) => action.kind)).toEqual([
    'openFile',
    'restart',
    'showOutput',
  ]);
});

test('run.crashed: exit code, signal, and giving up', () => {
  const code = diagnoseRun(ran('exited', { exit: { code: 3, signal: null } }));
  expect(code.title).toBe('Exited with code 3');
  const signal = diagnoseRun(
    ran('exited', { exit: { code: null, signal: 'SIGKILL' }, gaveUpAfter: 5 }),
  );
  expect(signal.title).toBe('Ended by SIGKILL');
  expect(signal.explanation).toContain('5 times');
});

test('run.connection-lost', () => {
  const diagnosis = diagnoseRun(
    ran('connectionLost', { definition: remote(), url: 'http://a/mcp', error: 'ECONNRESET' }),
  );
  expect(diagnosis.code).toBe('run.connection-lost');
  expect(diagnosis.evidence).toContainEqual({ label: 'Error', value: 'ECONNRESET' });
});

test('run.session-lost', () => {
  const diagnosis = diagnoseRun(ran('sessionLost', { definition: remote(), url: 'http://a/mcp' }));
  expect(diagnosis.code).toBe('run.session-lost');
  expect(diagnosis.explanation).toContain('by itself');
});

test('run.unresponsive: the oldest call', () => {
  const diagnosis = diagnoseRun(
    ran('unresponsive', { oldestCall: { method: 'tools/call', ageMs: 45_000 } }),
  );
  expect(diagnosis).toMatchObject({ code: 'run.unresponsive', title: 'No answer for 45 s' });
  expect(diagnosis.evidence).toContainEqual({ label: 'Oldest call', value: 'tools/call, 45 s' });
});
