import type { Diagnosis } from '../../shared/model/diagnosis';
import type { RunFacts } from './facts';
import { openFrame, ownFiles, whereOf } from './openFrame';
import { uncaughtError } from './output/uncaughtError';
import { commandLineOf } from './runOf';
import { duration, fact, fix, lastLines, showOutput, verdict } from './verdict';

const restart = fix('restart', 'Restart', { kind: 'restart' });

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
  const how = exit?.signal
    ? `Ended by ${exit.signal}`
    : `Exited with code ${exit?.code ?? 'unknown'}`;
  const again = gaveUpAfter
    ? ` It ended ${gaveUpAfter} times in a row and is not restarted by itself any more.`
    : '';
  return verdict('run.crashed', {
    title: error?.message ?? how,
    explanation: `The server was ready and then ended, after ${duration(facts.upMs)}.${again} Look at its output, and restart it.`,
    evidence: [
      fact('Error', error?.message),
      fact('Where', whereOf(frame, facts.definition, facts.platform)),
      fact('Exit code', exit?.code ?? undefined),
      fact('Signal', exit?.signal ?? undefined),
      fact('Last output', lastLines([...facts.stdout, ...facts.stderr])),
      fact('Command', commandLineOf(facts.definition)),
    ],
    fixes: [openFrame(frame, facts.definition, facts.platform), restart, showOutput],
  });
}

function connectionLost(facts: RunFacts): Diagnosis {
  return verdict('run.connection-lost', {
    title: 'The connection was lost',
    explanation:
      'The server was ready, and the connection to it broke and could not be made again. See whether it still runs, then restart.',
    evidence: [
      fact('URL', facts.url),
      fact('Error', facts.error),
      fact('Ready for', duration(facts.upMs)),
      fact('Last output', lastLines(facts.stderr)),
    ],
    fixes: [restart, showOutput],
  });
}

/** Streamable HTTP: a server may end a session at any time and answers 404 to its id from then on. */
function sessionLost(facts: RunFacts): Diagnosis {
  return verdict('run.session-lost', {
    title: 'The server ended the session',
    explanation:
      'The server no longer knows the session: it was restarted, or ended it. A new one is opened by itself; what the old one held is gone.',
    evidence: [fact('URL', facts.url), fact('Ready for', duration(facts.upMs))],
    fixes: [restart],
  });
}

function unresponsive(facts: RunFacts): Diagnosis {
  const { oldestCall } = facts;
  const age = oldestCall ? duration(oldestCall.ageMs) : undefined;
  return verdict('run.unresponsive', {
    title: age ? `No answer for ${age}` : 'Does not answer',
    explanation:
      'The server lives and does not answer any more. It may be busy with a call or hang. Wait, or restart it.',
    evidence: [
      fact('Oldest call', oldestCall ? `${oldestCall.method}, ${age}` : undefined),
      fact('Ready for', duration(facts.upMs)),
      fact('Last output', lastLines(facts.stderr)),
    ],
    fixes: [restart, showOutput],
  });
}
