import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import {
  findProcess,
  isAlive,
  listProcesses,
  sameStart,
} from '../../../../src/proxy/process/processTable';
import {
  parsePsTable,
  parseStat,
  parseWindowsTable,
} from '../../../../src/proxy/process/processTableFormats';

const after = (start: number) => `1 40 40 0 -1 4194560 9 0 0 0 0 0 0 0 20 0 1 ${start} 0 0`;

test('a name with spaces and parentheses does not shift the fields of a stat line', () => {
  expect(
    parseStat(`77 (a) b (c)) S ${after(0).replace('0 0 0 20 0 1 0', '0 0 0 20 0 1 0 250')}`, 1_000),
  ).toEqual({
    pid: 77,
    ppid: 1,
    pgid: 40,
    startedAt: 3_500,
  });
});

test('a zombie counts as dead', () => {
  expect(parseStat(`77 (node) Z ${after(5)}`, 0)).toBeUndefined();
});

test('ps: columns, zombies left out', () => {
  const text = `    1     0     1 Ss   Thu Nov 20 10:00:00 2025
  900     1   900 Z    Thu Nov 20 10:00:01 2025
  901     1   900 S+   Thu Nov  6 10:00:02 2025
`;
  expect(parsePsTable(text)).toEqual([
    { pid: 1, ppid: 0, pgid: 1, startedAt: new Date(2025, 10, 20, 10).getTime() },
    { pid: 901, ppid: 1, pgid: 900, startedAt: new Date(2025, 10, 6, 10, 0, 2).getTime() },
  ]);
});

test('Windows: each process is its own group', () => {
  expect(parseWindowsTable('4 0 1700000000000\r\n88 4 1700000001000\r\n')).toEqual([
    { pid: 4, ppid: 0, pgid: 4, startedAt: 1_700_000_000_000 },
    { pid: 88, ppid: 4, pgid: 88, startedAt: 1_700_000_001_000 },
  ]);
});

test('a living child is found with its parent and start, and not after its end', async () => {
  const before = Date.now();
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const pid = child.pid!;
  const row = (await listProcesses()).find((candidate) => candidate.pid === pid);
  expect(row?.ppid).toBe(process.pid);
  expect(sameStart(row!.startedAt, before)).toBe(true);
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await findProcess(pid)).toBeUndefined();
  expect(isAlive(pid)).toBe(false);
});
