// `npm run faults`: launches every faulty server through the whole gate and prints what it was told.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'portcullis-faults-'));
const results = path.join(folder, 'results.json');
try {
  const { status, stdout, stderr } = spawnSync(
    'vitest',
    ['run', '--project', 'integration', 'test/integration/faults', '--reporter', 'dot'],
    {
      encoding: 'utf8',
      env: { ...process.env, FAULT_RESULTS: results, NO_COLOR: '1' },
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) process.stderr.write(`${stdout}\n${stderr}\n`);
  print(JSON.parse(readFileSync(results, 'utf8')));
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {import('../test/integration/faults/results').FaultTable} table */
function print({ rows, notProduced }) {
  const lines = rows.map((row) => cells(row));
  const head = ['', 'code', 'server', 'step', 'time', 'told', 'ready after'];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] ?? '').length)),
  );
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  for (const [code, where] of Object.entries(notProduced)) {
    console.log(`-  ${code}  not produced here: ${where}`);
  }
  const right = rows.filter((row) => isRight(row)).length;
  const skipped = rows.filter((row) => row.skipped !== null).length;
  const fixes = rows.flatMap((row) => row.fixes);
  const cures = fixes.filter(({ ready }) => ready).length;
  console.log(`\n${right} of ${rows.length - skipped} told rightly, ${skipped} skipped`);
  console.log(`${cures} of ${fixes.length} fixes applied with the server ready after them`);
}

/** @param {import('../test/integration/faults/results').FaultRow} row */
function cells(row) {
  const { expected, skipped, found, fixes } = row;
  const start = [expected.code, expected.name];
  if (skipped !== null) return ['-', ...start, '', '', `skipped: ${skipped}`, ''];
  if (!found) return ['✗', ...start, '', '', 'no verdict', ''];
  const told = found.code === expected.code ? found.title : `${found.code}: ${found.title}`;
  const cures = fixes.map(({ id, ready }) => (ready ? id : `not ${id}`)).join(', ');
  const mark = isRight(row) ? '✓' : '✗';
  return [mark, ...start, found.step ?? '', `${found.ms} ms`, told.slice(0, 70), cures];
}

/** @param {import('../test/integration/faults/results').FaultRow} row */
function isRight({ expected, found, fixes }) {
  if (!found || found.code !== expected.code || found.step !== expected.step) return false;
  return found.evidenceShown && fixes.every(({ ready }) => ready);
}
