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
    title: `${found.name} is not set`,
    explanation: `The server stops because its environment has no ${found.name}. Set it for this server.`,
    evidence: [fact('Variable', found.name), fact('Output', found.line), exitFact(facts)],
    fixes: [
      fix('setVariable', `Set ${found.name}`, { kind: 'setEnvironmentVariable', name: found.name }),
      openEntry,
    ],
  });
};

/** It prints its usage, or complains about an option, and exits. */
export const usage: Rule = (facts) => {
  const line = hasExited(facts) && !facts.exit?.signal ? usageText(outputOf(facts)) : undefined;
  if (line === undefined) return undefined;
  return verdict('process.usage', {
    title: 'The arguments are not accepted',
    explanation: 'The program did not accept its arguments and exited. Correct them.',
    evidence: [
      fact('Output', line),
      fact('Arguments', runOf(facts.definition)?.args.join(' ') || 'none'),
      exitFact(facts),
    ],
    fixes: [openEntry, showOutput],
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
      ? `The program stopped with an error before it was ready, at ${where}. Correct it there.`
      : 'The program stopped with an error before it was ready. Its output shows where.',
    evidence: [fact('Error', error.message), fact('Where', where), exitFact(facts)],
    fixes: [openFrame(frame, facts.definition, facts.platform), showOutput, tryAgain],
  });
};

const SIGNALS: Readonly<Record<string, string>> = {
  SIGKILL:
    'Something killed it: often the system, when memory runs out. Look at the memory it needs and has.',
  SIGSEGV: 'It accessed memory that it must not: native code in it crashed.',
  SIGBUS: 'It accessed memory that it must not: native code in it crashed.',
  SIGILL: 'It was built for another processor than this one, or is damaged.',
  SIGABRT: 'It aborted by itself, as native code does after an error that it cannot handle.',
  SIGTERM: 'Another program asked it to stop.',
  SIGINT: 'Another program interrupted it.',
  SIGHUP: 'The terminal that it belonged to was closed.',
};
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
    title: `Ended by ${signal}`,
    explanation:
      `The process was ended from outside before it was ready. ${SIGNALS[signal] ?? ''}`.trim(),
    evidence: [
      fact('Signal', signal),
      fact('Exit code', exit?.code ?? undefined),
      fact('After', duration(facts.waitedMs)),
      fact('Last output', lastLines(outputOf(facts))),
    ],
    fixes: [tryAgain, showOutput],
  });
};

/** It is gone, and nothing tells why. */
export const exited: Rule = (facts) => {
  if (!hasExited(facts)) return undefined;
  const code = facts.exit?.code ?? undefined;
  const output = lastLines(outputOf(facts));
  return verdict('process.exited', {
    title: code === undefined ? 'Exited before it was ready' : `Exited with code ${code}`,
    explanation: output
      ? 'The program ended before it was ready. Its last output may tell why.'
      : 'The program ended before it was ready, and printed nothing. Run its command in a terminal to see what it does.',
    evidence: [
      fact('Exit code', code),
      fact('Last output', output),
      fact('Command', commandLineOf(facts.definition)),
    ],
    fixes: [showOutput, runInTerminal(facts), openEntry],
  });
};

function runInTerminal(facts: LaunchFacts): Fix | undefined {
  const run = runOf(facts.definition);
  if (!run) return undefined;
  const command = [run.command, ...run.args]
    .map((word) => shellWord(word, facts.platform))
    .join(' ');
  return fix('runInTerminal', 'Run it in a terminal', {
    kind: 'runInTerminal',
    command,
    cwd: run.cwd,
  });
}

function exitFact(facts: LaunchFacts) {
  return fact('Exit code', facts.exit?.code ?? undefined);
}
