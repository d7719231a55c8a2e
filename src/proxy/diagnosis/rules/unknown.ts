import type { Diagnosis } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';

/** Says that the cause is not known, with everything that is. */
export function unknown(facts: LaunchFacts): Diagnosis {
  return {
    code: 'unknown',
    title: `Failed at the step “${facts.step}”`,
    explanation:
      'The server did not get ready, and what is known does not tell why. Its output may; copy the diagnosis to ask for help.',
    evidence: [],
    fixes: [
      { id: 'showOutput', title: 'Show output', action: { kind: 'showOutput' } },
      { id: 'restart', title: 'Try again', action: { kind: 'restart' } },
    ],
  };
}
