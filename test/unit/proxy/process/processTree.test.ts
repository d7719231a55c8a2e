import { expect, test } from 'vitest';
import type { ProcessRow } from '../../../../src/proxy/process/processTable';
import { collectTree } from '../../../../src/proxy/process/processTree';

const START = 1_000_000;
const row = (pid: number, ppid: number, pgid = pid, startedAt = START): ProcessRow => ({
  pid,
  ppid,
  pgid,
  startedAt,
});
const root = { pid: 100, startedAt: START, mark: 'm.1.' };
const pids = (
  rows: readonly ProcessRow[],
  known: readonly ProcessRow[] = [],
  marks: Record<number, string> = {},
) =>
  collectTree(rows, root, known, ({ pid }) => marks[pid])
    .map(({ pid }) => pid)
    .sort();

test('descendants that left the group', () => {
  expect(pids([row(100, 1), row(101, 100, 100), row(102, 101, 102), row(200, 1)])).toEqual([
    100, 101, 102,
  ]);
});

test('orphans that stayed in the group', () => {
  expect(pids([row(101, 1, 100), row(102, 101, 102)])).toEqual([101, 102]);
});

test('orphans that left the group, by their mark, with what they started', () => {
  expect(
    pids([row(300, 1), row(301, 300), row(302, 1)], [], { 300: 'm.1.', 302: 'm.12.' }),
  ).toEqual([300, 301]);
});

test('members seen earlier, whose parent died since', () => {
  expect(pids([row(102, 1, 102)], [row(102, 101, 102)])).toEqual([102]);
});

test('a pid that was given out again is somebody else', () => {
  expect(
    pids([row(100, 1, 7, START + 60_000), row(102, 1, 7, START + 60_000)], [row(102, 101)]),
  ).toEqual([]);
});

test('a group of the same number from before is somebody else', () => {
  expect(pids([row(90, 1, 100, START - 60_000)])).toEqual([]);
});
