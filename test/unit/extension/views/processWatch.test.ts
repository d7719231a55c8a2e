import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProcessWatch } from '../../../../src/extension/views/processWatch';
import type { ProcessNode } from '../../../../src/extension/views/treeNode';

const process: ProcessNode = { kind: 'process', serverId: 's' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('looks at a process as long as somebody sees it', () => {
  const look = vi.fn();
  const watch = new ProcessWatch(look);
  watch.expand(process);
  vi.advanceTimersByTime(10_000);
  expect(look).not.toHaveBeenCalled();
  watch.setVisible(true);
  vi.advanceTimersByTime(4_000);
  expect(look.mock.calls).toEqual([[[process]], [[process]]]);
  watch.setVisible(false);
  vi.advanceTimersByTime(10_000);
  watch.setVisible(true);
  watch.collapse(process);
  vi.advanceTimersByTime(10_000);
  expect(look).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
