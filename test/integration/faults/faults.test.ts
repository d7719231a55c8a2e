import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { DIAGNOSIS_CODES } from '../../../src/shared/model/diagnosis';
import { type FaultRow, type FaultTable, missingEvidence, rowOf } from './results';
import { runFault } from './runFault';
import { FAULTS, NOT_PRODUCED } from './table';

/** Where `npm run faults` wants the results; all are run then, the slow ones too. */
const { FAULT_RESULTS } = process.env;
const CHOSEN = FAULTS.filter(({ slow }) => FAULT_RESULTS || !slow);
const rows: FaultRow[] = [];

describe.each(CHOSEN)('$code: $name', (fault) => {
  const reason = fault.unless?.();
  if (reason !== undefined) rows.push(rowOf(fault, reason));
  test.skipIf(reason !== undefined)('is told, shown and fixed', async () => {
    const result = await runFault(fault).catch((error: unknown) => {
      rows.push(rowOf(fault, undefined));
      throw error;
    });
    rows.push(rowOf(fault, undefined, result));
    const shown = JSON.stringify(result.diagnosis, undefined, 2);
    expect(result.diagnosis.code, shown).toBe(fault.code);
    expect(result.step, shown).toBe(fault.step);
    expect(missingEvidence(fault, result), shown).toEqual([]);
    if (fault.fix) expect(result.fixed, 'after the fix').toBe('ready');
  });
});

test('every code is produced, or it is said why not', () => {
  const known = new Set<string>([...FAULTS.map(({ code }) => code), ...Object.keys(NOT_PRODUCED)]);
  expect(DIAGNOSIS_CODES.filter((code) => !known.has(code))).toEqual([]);
});

afterAll(() => {
  if (!FAULT_RESULTS) return;
  const table: FaultTable = { rows, notProduced: NOT_PRODUCED };
  writeFileSync(FAULT_RESULTS, JSON.stringify(table));
});
