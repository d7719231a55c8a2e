import { t } from '@vscode/l10n';
import type { Diagnosis } from '../../shared/model/diagnosis';
import type { RunFacts } from './facts';
import { openFrame, ownFiles, whereOf } from './openFrame';
import { uncaughtError } from './output/uncaughtError';
import { commandLineOf } from './runOf';
import { duration, fact, fix, lastLines, sentences, showOutput, verdict } from './verdict';

const restart = () => fix('restart', t('Restart'), { kind: 'restart' });

/** Says why a server that was ready is not ready any more. Pure. */
export function diagnoseRun(facts: RunFacts): Diagnosis {
  switch (facts.event) {
    case 'exited':
      return crashed(facts);
    case 'connectionLost':
      return connectionLost(facts);
    case 'sessionLost':
      return sessionLost(facts);
    case 'unresponsive':
      return unresponsive(facts);
  }
}

function crashed(facts: RunFacts): Diagnosis {
  const { exit, gaveUpAfter } = facts;
  const isOwn = ownFiles(facts);
  const error = uncaughtError(facts.stderr, isOwn);
  const frame = error?.frame;
  return verdict('run.crashed', {
    title: error?.message ?? howItEnded(facts),
    explanation: sentences(
      t('The server was ready and then ended, after {0}.', duration(facts.upMs)),
      gaveUpAfter
        ? t('It ended {0} times in a row and is not restarted by itself any more.', gaveUpAfter)
        : undefined,
      t('Look at its output, and restart it.'),
    ),
    evidence: [
      fact(t('Error'), error?.message),
      fact(t('Where'), whereOf(frame, facts.definition, facts.platform)),
      fact(t('Exit code'), exit?.code ?? undefined),
      fact(t('Signal'), exit?.signal ?? undefined),
      fact(t('Last output'), lastLines([...facts.stdout, ...facts.stderr])),
      fact(t('Command'), commandLineOf(facts.definition)),
    ],
    fixes: [openFrame(frame, facts.definition, facts.platform), restart(), showOutput()],
  });
}

function howItEnded({ exit }: RunFacts): string {
  if (exit?.signal) return t('Ended by {0}', exit.signal);
  return typeof exit?.code === 'number'
    ? t('Exited with code {0}', exit.code)
    : t('Exited with code unknown');
}

function connectionLost(facts: RunFacts): Diagnosis {
  return verdict('run.connection-lost', {
    title: t('The connection was lost'),
    explanation: t(
      'The server was ready, and the connection to it broke and could not be made again. See whether it still runs, then restart.',
    ),
    evidence: [
      fact(t('URL'), facts.url),
      fact(t('Error'), facts.error),
      fact(t('Ready for'), duration(facts.upMs)),
      fact(t('Last output'), lastLines(facts.stderr)),
    ],
    fixes: [restart(), showOutput()],
  });
}

/** Streamable HTTP: a server may end a session at any time and answers 404 to its id from then on. */
function sessionLost(facts: RunFacts): Diagnosis {
  return verdict('run.session-lost', {
    title: t('The server ended the session'),
    explanation: t(
      'The server no longer knows the session: it was restarted, or ended it. A new one is opened by itself; what the old one held is gone.',
    ),
    evidence: [fact(t('URL'), facts.url), fact(t('Ready for'), duration(facts.upMs))],
    fixes: [restart()],
  });
}

function unresponsive(facts: RunFacts): Diagnosis {
  const { oldestCall } = facts;
  const age = oldestCall ? duration(oldestCall.ageMs) : undefined;
  return verdict('run.unresponsive', {
    title: age ? t('No answer for {0}', age) : t('Does not answer'),
    explanation: t(
      'The server lives and does not answer any more. It may be busy with a call or hang. Wait, or restart it.',
    ),
    evidence: [
      fact(t('Oldest call'), oldestCall ? `${oldestCall.method}, ${age}` : undefined),
      fact(t('Ready for'), duration(facts.upMs)),
      fact(t('Last output'), lastLines(facts.stderr)),
    ],
    fixes: [restart(), showOutput()],
  });
}
