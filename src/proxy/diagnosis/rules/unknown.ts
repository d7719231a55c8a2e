import type { Diagnosis } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { commandLineOf } from '../runOf';
import {
  duration,
  fact,
  lastLines,
  openEntry,
  shorten,
  showOutput,
  tryAgain,
  verdict,
} from '../verdict';

/** Says that the cause is not known, with everything that is. */
export function unknown(facts: LaunchFacts): Diagnosis {
  return verdict('unknown', {
    title: `Failed at the step “${facts.step}”`,
    explanation:
      'The server did not get ready, and what is known does not tell why. Its output may; copy the diagnosis to ask for help.',
    evidence: [
      fact('Step', facts.step),
      fact('Waited', duration(facts.waitedMs)),
      fact('URL', facts.url),
      fact('Command', commandLineOf(facts.definition)),
      fact(
        'Connections',
        facts.attempts
          .map(({ address, error }) => `${address}: ${error ?? 'connected'}`)
          .join(', '),
      ),
      fact('Error', facts.networkError ?? facts.tls?.error),
      fact(
        'Handshake',
        facts.handshake ? shorten(JSON.stringify(facts.handshake), 500) : undefined,
      ),
      fact('Last errors', lastLines(facts.stderr)),
      fact('Last output', lastLines(facts.stdout)),
    ],
    fixes: [showOutput, tryAgain, openEntry],
  });
}
