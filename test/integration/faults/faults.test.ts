import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { FIX_IDS, fixName } from '../../../src/proxy/diagnosis/fixIds';
import { DIAGNOSIS_CODES } from '../../../src/shared/model/diagnosis';
import type { Fault, FixByPerson } from './fault';
import { type FaultRow, type FaultTable, missingEvidence, rowOf } from './results';
import { type FaultResult, runFault } from './runFault';
import { FAULTS, NOT_PRODUCED } from './table';

/** Where `npm run faults` wants the results; all are run then, the slow ones too. */
const { FAULT_RESULTS } = process.env;
const CHOSEN = FAULTS.filter(({ slow }) => FAULT_RESULTS || !slow);
const rows: FaultRow[] = [];

describe.each(CHOSEN)('$code: $name', (fault) => {
  const fixes = fixesOf(fault);
  const applied: { id: string; ready: boolean }[] = [];
  let told: FaultResult | undefined;
  const reason = fault.unless?.();
  afterAll(() => void rows.push(rowOf(fault, reason, told, applied)));

  test.skipIf(reason !== undefined)('is told and shown', async () => {
    told = await runFault(fault);
    const shown = JSON.stringify(told.diagnosis, undefined, 2);
    expect(told.diagnosis.code, shown).toBe(fault.code);
    expect(told.step, shown).toBe(fault.step);
    expect(missingEvidence(fault, told), shown).toEqual([]);
  });

  // No title of its own for each: `test.each` of none is an error.
  for (const fix of fixes) {
    test.skipIf(reason !== undefined)(`is cured by ${fix.id}`, async () => {
      const entry = { id: fix.id, ready: false };
      applied.push(entry);
      const { diagnosis, fixed } = await runFault(fault, fix);
      expect(diagnosis.code).toBe(fault.code);
      expect(fixed).toBe('ready');
      entry.ready = true;
    });
  }
});

test('every code is produced, or it is said why not', () => {
  const known = new Set<string>([...FAULTS.map(({ code }) => code), ...Object.keys(NOT_PRODUCED)]);
  expect(DIAGNOSIS_CODES.filter((code) => !known.has(code))).toEqual([]);
});

test('every fix that a rule can offer is applied', () => {
  const applied = new Set(FAULTS.flatMap(fixesOf).map(({ id }) => fixName(id)));
  expect(FIX_IDS.filter((id) => !applied.has(id))).toEqual([]);
});

/** They open something or start the server again, whatever the diagnosis is. */
const SAME_EVERYWHERE: readonly string[] = ['openEntry', 'restart', 'showOutput'];

test.runIf(FAULT_RESULTS)('every other fix is applied for each code that offers it', () => {
  const offered = rows.flatMap(({ found }) => found?.offered.map((id) => [found.code, id]) ?? []);
  const applied = new Set(
    rows.flatMap(({ expected, fixes }) => fixes.map(({ id }) => `${expected.code} ${fixName(id)}`)),
  );
  const missing = offered
    .map(([code, id]) => [code, fixName(id!)] as const)
    .filter(([code, id]) => !SAME_EVERYWHERE.includes(id) && !applied.has(`${code} ${id}`));
  expect(missing).toEqual([]);
});

afterAll(() => {
  if (!FAULT_RESULTS) return;
  const table: FaultTable = { rows, notProduced: NOT_PRODUCED };
  writeFileSync(FAULT_RESULTS, JSON.stringify(table));
});

function fixesOf({ fixes = [] }: Fault): FixByPerson[] {
  return fixes.map((fix) => (typeof fix === 'string' ? { id: fix } : fix));
}
