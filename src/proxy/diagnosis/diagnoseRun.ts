import type { Diagnosis } from '../../shared/model/diagnosis';
import type { RunFacts } from './facts';

const CODES = {
  exited: 'run.crashed',
  connectionLost: 'run.connection-lost',
  sessionLost: 'run.session-lost',
  unresponsive: 'run.unresponsive',
} as const;

/** Says why a server that was ready is not ready any more. Pure. */
export function diagnoseRun(facts: RunFacts): Diagnosis {
  return {
    code: CODES[facts.event],
    title: 'Stopped working',
    explanation: 'The server was ready and is not any more. Restart it.',
    evidence: [],
    fixes: [{ id: 'restart', title: 'Restart', action: { kind: 'restart' } }],
  };
}
