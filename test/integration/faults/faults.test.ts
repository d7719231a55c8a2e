import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { DIAGNOSIS_CODES } from '../../../src/shared/model/diagnosis';
import type { Fault } from './fault';
import { type FaultResult, runFault } from './runFault';
import { FAULTS, NOT_PRODUCED } from './table';

/** Where the results are written to, for the table that is printed. */
const { FAULT_RESULTS } = process.env;
const rows: { fault: Fault; skipped?: string; result?: FaultResult }[] = [];

function check(fault: Fault, { diagnosis, step, expected, fixed }: FaultResult): void {
  const shown = JSON.stringify(diagnosis, undefined, 2);
  expect(diagnosis.code, shown).toBe(fault.code);
  expect(step, shown).toBe(fault.step);
  const values = diagnosis.evidence.flatMap(({ label, value }) => [label, value]);
  for (const value of expected) expect(values.join('\n')).toContain(value);
  const { evidence } = fault;
  if (evidence !== undefined) {
    const names = (value: string) =>
      typeof evidence === 'string' ? value.includes(evidence) : evidence.test(value);
    expect(values.some(names), shown).toBe(true);
  }
  if (fault.fix) expect(fixed, 'after the fix').toBe('ready');
}

/** Those that take their time are for `npm run faults`. */
const CHOSEN = FAULTS.filter(({ slow }) => FAULT_RESULTS || !slow);

describe.each(CHOSEN)('$code: $name', (fault) => {
  const reason = fault.unless?.();
  if (reason) rows.push({ fault, skipped: reason });
  test.skipIf(reason !== undefined)('is told, shown and fixed', async () => {
    const result = await runFault(fault);
    rows.push({ fault, result });
    check(fault, result);
  });
});

test('every code is produced, or it is said why not', () => {
  const produced = new Set<string>([
    ...FAULTS.map(({ code }) => code),
    ...Object.keys(NOT_PRODUCED),
  ]);
  expect(DIAGNOSIS_CODES.filter((code) => !produced.has(code))).toEqual([]);
});

afterAll(() => {
  if (!FAULT_RESULTS) return;
  const table = rows.map(({ fault, skipped, result }) => ({
    expected: { code: fault.code, name: fault.name, step: fault.step ?? null },
    skipped: skipped ?? null,
    fix: fault.fix ?? null,
    found: result
      ? {
          code: result.diagnosis.code,
          title: result.diagnosis.title,
          step: result.step ?? null,
          ms: Math.round(result.ms),
          fixed: result.fixed === undefined ? null : result.fixed === 'ready',
        }
      : null,
  }));
  writeFileSync(FAULT_RESULTS, JSON.stringify({ rows: table, notProduced: NOT_PRODUCED }));
});
