import { expect, test } from 'vitest';
import { Deadline } from '../../../../src/proxy/gate/deadline';
import { StepTracker, stepsOf } from '../../../../src/proxy/gate/stepTracker';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

function tracker(steps: Parameters<typeof make>[0] = ['config', 'process', 'mcp']) {
  return make(steps);
}
function make(steps: ConstructorParameters<typeof StepTracker>[1]) {
  let changes = 0;
  const made = new StepTracker('1', steps, new Deadline(1_000), () => changes++);
  return { made, changes: () => changes };
}
const statuses = (of: StepTracker) => of.snapshot().steps.map(({ status }) => status);

test.each([
  [{ kind: 'stdio' }, 'config process mcp'],
  [{ kind: 'launchedHttp', url: 'http://x' }, 'config port process tcp http mcp'],
  [{ kind: 'remote', url: 'HTTPS://x' }, 'config tcp tls http mcp'],
])('the steps of %o', (definition, steps) => {
  expect(stepsOf(definition as LaunchDefinition).join(' ')).toBe(steps);
});

test('a copy that was handed out does not change any more', () => {
  const { made } = tracker();
  made.begin('config');
  const before = made.snapshot();
  made.pass('config', 'found');
  expect(before.steps[0]).toMatchObject({ status: 'running', attempts: 0 });
  expect(made.snapshot().steps[0]).toMatchObject({
    status: 'passed',
    attempts: 1,
    detail: 'found',
  });
});

test('what was not reached is skipped at the end, and the end comes once', () => {
  const { made, changes } = tracker();
  made.begin('config');
  made.fail('config', 'missing');
  made.end();
  expect(statuses(made)).toEqual(['failed', 'skipped', 'skipped']);
  const told = changes();
  made.end();
  expect(changes()).toBe(told);
});

test('going back keeps the attempts and clears what was found', () => {
  const { made } = tracker(['config', 'port', 'process']);
  made.pass('config');
  made.attempt('port');
  made.pass('port', '3000');
  made.begin('process');
  made.rewind('port');
  expect(statuses(made)).toEqual(['passed', 'pending', 'pending']);
  made.attempt('port');
  made.pass('port');
  expect(made.snapshot().steps[1]).toMatchObject({ attempts: 2 });
  expect(made.snapshot().steps[1]?.detail).toBeUndefined();
});

test('a storm of attempts is told now and then, its end at once', () => {
  const { made, changes } = tracker();
  made.begin('mcp');
  const before = changes();
  for (let at = 0; at < 1_000; at++) made.attempt('mcp');
  expect(changes() - before).toBeLessThan(5);
  made.pass('mcp');
  expect(made.snapshot().steps[2]).toMatchObject({ attempts: 1_000, status: 'passed' });
});

test('the current step is the first that is not through', () => {
  const { made } = tracker();
  made.pass('config');
  made.begin('process', 'pid 1');
  expect(made.current).toMatchObject({ id: 'process', detail: 'pid 1' });
});
