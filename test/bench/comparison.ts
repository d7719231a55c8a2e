import type { Kind } from './setting';
import { median, type Outcome, ratio } from './statistics';

/** What Portcullis aims at, relative to the bare client. */
export type Aim = { readonly atMost: number } | { readonly atLeast: number };

export interface Comparison {
  readonly what: string;
  readonly kind: Kind;
  readonly unit: 'ms' | 'calls/s';
  readonly ours: Outcome;
  readonly bare: Outcome;
  /** The official Inspector's backend. */
  readonly official: Outcome;
  /** What no client can do without: the bytes received, and parsed once. */
  readonly floor?: Outcome;
  readonly aim?: Aim;
}

/** Ours to the bare client's: of times more is slower, of calls a second more is faster. */
export function ratioOf({ ours, bare }: Comparison): number | undefined {
  return ratio(ours, bare);
}

/** Undefined where there is nothing to be compared with. What the bare client fails at and we do is met. */
export function isMet(comparison: Comparison): boolean | undefined {
  const { aim, ours } = comparison;
  const value = ratioOf(comparison);
  if (!aim || 'failure' in ours) return aim && false;
  if (value === undefined) return aim && true;
  return 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast;
}

export function middle(outcome: Outcome): number | undefined {
  return 'failure' in outcome ? undefined : median(outcome.values);
}
