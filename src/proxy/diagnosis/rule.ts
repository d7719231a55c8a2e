import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchFacts } from './facts';

/** One reason why a launch can fail: a verdict if the facts speak for it. Looks nothing up. */
export type Rule = (facts: LaunchFacts) => Diagnosis | undefined;
