import { t } from '@vscode/l10n';
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
    title: t('Failed at the step “{0}”', facts.step),
    explanation: t(
      'The server did not get ready, and what is known does not tell why. Its output may; copy the diagnosis to ask for help.',
    ),
    evidence: [
      fact(t('Step'), facts.step),
      fact(t('Waited'), duration(facts.waitedMs)),
      fact(t('URL'), facts.url),
      fact(t('Command'), commandLineOf(facts.definition)),
      fact(
        t('Connections'),
        facts.attempts
          .map(({ address, error }) => `${address}: ${error ?? t('connected')}`)
          .join(', '),
      ),
      fact(t('Error'), facts.networkError ?? facts.tls?.error),
      fact(
        t('Handshake'),
        facts.handshake ? shorten(JSON.stringify(facts.handshake), 500) : undefined,
      ),
      fact(t('Last errors'), lastLines(facts.stderr)),
      fact(t('Last output'), lastLines(facts.stdout)),
    ],
    fixes: [showOutput(), tryAgain(), openEntry()],
  });
}
