import { describe, expect, it } from 'vitest';
import { STEP_IDS } from '../../../../../src/shared/model/launch';
import { capabilityWords } from '../../../../../src/webview/screens/overview/capabilityWords';
import { summary } from '../../../../../src/webview/screens/overview/LaunchSummary';
import { stepTitle } from '../../../../../src/webview/screens/overview/stepLook';

describe('capabilityWords', () => {
  it('says what each capability means', () => {
    expect(capabilityWords({ resources: { subscribe: true, listChanged: false } })).toEqual([
      { name: 'resources', text: 'Offers resources that can be read; can be subscribed to' },
    ]);
  });

  it('shows what it does not know as it is', () => {
    const unknown = { later: { x: 1 } } as Parameters<typeof capabilityWords>[0];
    expect(capabilityWords(unknown)).toEqual([{ name: 'later', text: '{"x":1}' }]);
  });
});

it('has words for each step however it stands', () => {
  const statuses = ['pending', 'running', 'passed', 'failed', 'skipped'] as const;
  const titles = STEP_IDS.flatMap((id) => statuses.map((status) => stepTitle({ id, status })));
  expect(titles.every((title) => title.length > 0)).toBe(true);
  // A skipped step reads as one that was not begun; all others differ.
  expect(new Set(titles).size).toBe(STEP_IDS.length * 4);
});

it('sums a launch up without the steps that were not needed', () => {
  const step = { attempts: 1 } as const;
  const steps = [
    { ...step, id: 'config', status: 'passed' },
    { ...step, id: 'tls', status: 'skipped' },
    { ...step, id: 'mcp', status: 'failed' },
  ] as const;
  const launch = { id: '1', startedAt: 1000, deadline: 9000, steps };
  expect(summary(launch)).toBe('1 of 2 passed');
  expect(summary({ ...launch, endedAt: 1412 })).toBe('1 of 2 passed in 412 ms');
});
