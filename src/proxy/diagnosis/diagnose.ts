import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchFacts } from './facts';
import type { Rule } from './rule';
import { unknown } from './rules/unknown';

/** The first rule that speaks decides: causes stand before their symptoms. */
const RULES: readonly Rule[] = [];

/** Says why a launch failed. Pure: the same facts give the same verdict. */
export function diagnose(facts: LaunchFacts): Diagnosis {
  for (const rule of RULES) {
    const diagnosis = rule(facts);
    if (diagnosis) return diagnosis;
  }
  return unknown(facts);
}
