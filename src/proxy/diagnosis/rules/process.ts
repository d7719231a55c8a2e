import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { openFrame, ownFiles, whereOf } from '../openFrame';
import { missingVariable } from '../output/missingVariable';
import { uncaughtError } from '../output/uncaughtError';
import { usageText } from '../output/usageText';
import type { Rule } from '../rule';
import { commandLineOf, hasExited, outputOf, runOf } from '../runOf';
import { shellWord } from '../shellWord';
import {
  duration,
  fact,
  fix,
  lastLines,
  openEntry,
  sentences,
  showOutput,
  tryAgain,
  verdict,
} from '../verdict';

/** It stops over a variable of its environment. */
export const variableMissing: Rule = (facts) => {
  if (!hasExited(facts) || facts.exit?.code === 0) return undefined;
  const found = missingVariable(outputOf(facts));
  if (!found) return undefined;
  return verdict('process.env-missing', {
    title: t('{0} is not set', found.name),
    explanation: t(
      'The server stops because its environment has no {0}. Set it for this server.',
      found.name,
    ),
    evidence: [fact(t('Variable'), found.name), fact(t('Output'), found.line), exitFact(facts)],
    fixes: [
      fix('setVariable', t('Set {0}', found.name), {
        kind: 'setEnvironmentVariable',
        name: found.name,
      }),
      openEntry(),
    ],
  });
};

/** It prints its usage, or complains about an option, and exits. */
export const usage: Rule = (facts) => {
  const line = hasExited(facts) && !facts.exit?.signal ? usageText(outputOf(facts)) : undefined;
  if (line === undefined) return undefined;
  return verdict('process.usage', {
    title: t('The arguments are not accepted'),
    explanation: t('The program did not accept its arguments and exited. Correct them.'),
    evidence: [
      fact(t('Output'), line),
      fact(t('Arguments'), runOf(facts.definition)?.args.join(' ') || t('none')),
      exitFact(facts),
    ],
    fixes: [openEntry(), showOutput()],
  });
};

/** An error that the program did not catch. */
export const crashed: Rule = (facts) => {
  if (!hasExited(facts) || facts.exit?.code === 0) return undefined;
  const isOwn = ownFiles(facts);
  const error = uncaughtError(facts.stderr, isOwn) ?? uncaughtError(facts.stdout, isOwn);
  if (!error) return undefined;
  const { frame } = error;
  const where = whereOf(frame, facts.definition, facts.platform);
  return verdict('process.crashed', {
    title: error.message,
    explanation: where
      ? t('The program stopped with an error before it was ready, at {0}. Correct it there.', where)
      : t('The program stopped with an error before it was ready. Its output shows where.'),
    evidence: [fact(t('Error'), error.message), fact(t('Where'), where), exitFact(facts)],
    fixes: [openFrame(frame, facts.definition, facts.platform), showOutput(), tryAgain()],
  });
};

function explainSignal(signal: string): string | undefined {
  switch (signal) {
    case 'SIGKILL':
      return t(
        'Something killed it: often the system, when memory runs out. Look at the memory it needs and has.',
      );
    case 'SIGSEGV':
    case 'SIGBUS':
      return t('It accessed memory that it must not: native code in it crashed.');
    case 'SIGILL':
      return t('It was built for another processor than this one, or is damaged.');
    case 'SIGABRT':
      return t('It aborted by itself, as native code does after an error that it cannot handle.');
    case 'SIGTERM':
      return t('Another program asked it to stop.');
    case 'SIGINT':
      return t('Another program interrupted it.');
    case 'SIGHUP':
      return t('The terminal that it belonged to was closed.');
    default:
      return undefined;
  }
}

const SHELL_SIGNALS: Readonly<Record<number, string>> = {
  134: 'SIGABRT',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

/** Ended by a signal that we did not send; a shell or container reports it as 128 + its number. */
export const killed: Rule = (facts) => {
  const { exit } = facts;
  const signal = exit?.signal ?? (exit?.code ? SHELL_SIGNALS[exit.code] : undefined);
  if (!signal) return undefined;
  return verdict('process.killed', {
    title: t('Ended by {0}', signal),
    explanation: sentences(
      t('The process was ended from outside before it was ready.'),
      explainSignal(signal),
    ),
    evidence: [
      fact(t('Signal'), signal),
      fact(t('Exit code'), exit?.code ?? undefined),
      fact(t('After'), duration(facts.waitedMs)),
      fact(t('Last output'), lastLines(outputOf(facts))),
    ],
    fixes: [tryAgain(), showOutput()],
  });
};

/** It is gone, and nothing tells why. */
export const exited: Rule = (facts) => {
  if (!hasExited(facts)) return undefined;
  const code = facts.exit?.code ?? undefined;
  const output = lastLines(outputOf(facts));
  return verdict('process.exited', {
    title: code === undefined ? t('Exited before it was ready') : t('Exited with code {0}', code),
    explanation: output
      ? t('The program ended before it was ready. Its last output may tell why.')
      : t(
          'The program ended before it was ready, and printed nothing. Run its command in a terminal to see what it does.',
        ),
    evidence: [
      fact(t('Exit code'), code),
      fact(t('Last output'), output),
      fact(t('Command'), commandLineOf(facts.definition)),
    ],
    fixes: [showOutput(), runInTerminal(facts), openEntry()],
  });
};

function runInTerminal(facts: LaunchFacts): Fix | undefined {
  const run = runOf(facts.definition);
  if (!run) return undefined;
  const command = [run.command, ...run.args]
    .map((word) => shellWord(word, facts.platform))
    .join(' ');
  return fix('runInTerminal', t('Run it in a terminal'), {
    kind: 'runInTerminal',
    command,
    cwd: run.cwd,
  });
}

function exitFact(facts: LaunchFacts) {
  return fact(t('Exit code'), facts.exit?.code ?? undefined);
}
