import type { Fault } from './fault';
import type { FaultResult } from './runFault';

/** One line of the table that `npm run faults` prints. */
export interface FaultRow {
  readonly expected: { readonly code: string; readonly name: string; readonly step: string | null };
  /** Why this machine cannot produce it. */
  readonly skipped: string | null;
  /** The fixes that were applied, each on its own from the failed state, and whether the server got ready. */
  readonly fixes: readonly { readonly id: string; readonly ready: boolean }[];
  /** Null when there was no verdict. */
  readonly found: {
    readonly code: string;
    readonly title: string;
    readonly step: string | null;
    readonly ms: number;
    readonly evidenceShown: boolean;
    /** The ids of all fixes that were offered. */
    readonly offered: readonly string[];
  } | null;
}

export interface FaultTable {
  readonly rows: readonly FaultRow[];
  /** Codes that no fault produces, and where they are tried instead. */
  readonly notProduced: Readonly<Record<string, string>>;
}

export function rowOf(
  fault: Fault,
  skipped: string | undefined,
  result?: FaultResult,
  fixes: FaultRow['fixes'] = [],
): FaultRow {
  return {
    expected: { code: fault.code, name: fault.name, step: fault.step ?? null },
    skipped: skipped ?? null,
    fixes,
    found: result
      ? {
          code: result.diagnosis.code,
          title: result.diagnosis.title,
          step: result.step ?? null,
          ms: Math.round(result.ms),
          evidenceShown: missingEvidence(fault, result).length === 0,
          offered: result.diagnosis.fixes.map(({ id }) => id),
        }
      : null,
  };
}

/** The values that the evidence ought to name and does not. */
export function missingEvidence(fault: Fault, { diagnosis, expected }: FaultResult): string[] {
  const values = diagnosis.evidence.flatMap(({ label, value }) => [label, value]);
  const wanted = [...expected, ...(fault.evidence === undefined ? [] : [fault.evidence])];
  return wanted
    .filter((value) => !values.some((shown) => names(shown, value)))
    .map((value) => String(value));
}

function names(shown: string, value: string | RegExp): boolean {
  return typeof value === 'string' ? shown.includes(value) : value.test(shown);
}
