import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { missingVariable } from '../output/missingVariable';
import { type MissingModule, moduleMissing } from '../output/moduleMissing';
import { daemonFailure, downloadFailure, packageNotFound } from '../output/packageNotFound';
import { uncaughtError } from '../output/uncaughtError';
import { usageText } from '../output/usageText';
import type { Rule } from '../rule';
import { commandLineOf, hasExited, outputOf, runOf } from '../runOf';
import {
  baseName,
  duration,
  fact,
  fix,
  lastLines,
  openEntry,
  showOutput,
  tryAgain,
  verdict,
} from '../verdict';

/** npx, uvx, pipx, docker or dnx cannot find what it is to run. */
export const packageMissing: Rule = (facts) => {
  const found = hasExited(facts) ? packageNotFound(outputOf(facts)) : undefined;
  if (!found) return undefined;
  const what = /docker|podman/.test(found.tool) ? 'Image' : 'Package';
  const words = {
    package: `${found.tool} found no ${what.toLowerCase()} of this name. Correct the name, or sign in where it is private.`,
    version: `The ${what.toLowerCase()} exists, but not in this version. Correct the version.`,
    program: 'The package has no program of this name. Correct the name of the program.',
  };
  return verdict('process.package-not-found', {
    title: `${found.reason === 'program' ? 'Program' : what} ${found.name} not found`,
    explanation: words[found.reason],
    evidence: [
      fact(what, found.name),
      fact('Command', commandLineOf(facts.definition)),
      fact('Output', lastLines(facts.stderr, 6)),
    ],
    fixes: [openEntry, showOutput],
  });
};

/** The package may exist; nobody could be asked. */
export const downloadFailed: Rule = (facts) => {
  const line = hasExited(facts) ? downloadFailure(facts.stderr) : undefined;
  if (line === undefined) return undefined;
  return verdict('process.download-failed', {
    title: 'The package could not be downloaded',
    explanation:
      'The package registry was not reached. Check the network, the proxy and the VPN, then try again.',
    evidence: [fact('Output', line), fact('Command', commandLineOf(facts.definition))],
    fixes: [tryAgain, showOutput],
  });
};

export const daemonMissing: Rule = (facts) => {
  const line = hasExited(facts) ? daemonFailure(outputOf(facts)) : undefined;
  if (line === undefined) return undefined;
  return verdict('process.daemon-missing', {
    title: 'Docker is not running',
    explanation:
      'The server runs in a container, and the container engine does not answer. Start it, then try again.',
    evidence: [fact('Output', line)],
    fixes: [tryAgain, openEntry],
  });
};

/** A file or package that the program loads is not there. */
export const moduleNotFound: Rule = (facts) => {
  const found = hasExited(facts) ? moduleMissing(outputOf(facts)) : undefined;
  if (!found) return undefined;
  return verdict('process.module-missing', {
    title: titleOf(found),
    explanation: explain(found),
    evidence: [
      fact(found.kind === 'package' ? 'Module' : 'File', found.module),
      fact('Imported by', found.importer),
      fact('Command', found.kind === 'entry' ? commandLineOf(facts.definition) : undefined),
    ],
    fixes: [
      installFix(found, facts),
      found.importer
        ? fix('openFile', `Open ${baseName(found.importer)}`, {
            kind: 'openFile',
            path: found.importer,
          })
        : undefined,
      openEntry,
    ],
  });
};

const BUILT = /[\\/](?:dist|build|out|lib)[\\/]/;

function titleOf({ kind, module }: MissingModule): string {
  if (kind === 'entry' || kind === 'file') return `File ${baseName(module)} is missing`;
  return kind === 'name' ? `${module} does not exist` : `Module ${module} is not installed`;
}

function explain({ kind, module }: MissingModule): string {
  const built = BUILT.test(module)
    ? 'Build the project, or correct the path.'
    : 'Correct the path.';
  if (kind === 'entry') return `There is no file ${module} to run. ${built}`;
  if (kind === 'file') return `A file that the program loads is not there: ${module}. ${built}`;
  if (kind === 'name') {
    return 'The module is installed, but does not have this name: it may be of another version. Install the versions that the project asks for.';
  }
  return `The program needs ${module}, which is not installed where it runs. Install the project's packages.`;
}

function installFix(found: MissingModule, { install, definition }: LaunchFacts): Fix | undefined {
  const run = runOf(definition);
  if (found.kind === 'entry' || found.kind === 'file') {
    if (found.language !== 'node' || !BUILT.test(found.module) || !install) return undefined;
    const manager = install.command.split(' ')[0] ?? 'npm';
    const command = `${manager} run build`;
    return fix('build', `Run ${command}`, { kind: 'runInTerminal', command, cwd: install.cwd });
  }
  if (install) {
    return fix('install', `Run ${install.command}`, { kind: 'runInTerminal', ...install });
  }
  const top = found.module.split('.')[0] ?? found.module;
  const python = run && /python|^py$/.test(baseName(run.command)) ? run.command : 'python3';
  const command =
    found.language === 'python' ? `${python} -m pip install ${top}` : `npm install ${found.module}`;
  return fix('install', `Run ${command}`, {
    kind: 'runInTerminal',
    command,
    ...(run ? { cwd: run.cwd } : {}),
  });
}

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
  const error = uncaughtError(facts.stderr) ?? uncaughtError(facts.stdout);
  if (!error) return undefined;
  const { frame } = error;
  const where = frame ? `${frame.file}:${frame.line}` : undefined;
  return verdict('process.crashed', {
    title: error.message,
    explanation: where
      ? `The program stopped with an error before it was ready, at ${where}. Correct it there.`
      : 'The program stopped with an error before it was ready. Its output shows where.',
    evidence: [fact('Error', error.message), fact('At', where), exitFact(facts)],
    fixes: [
      frame
        ? fix('openFile', `Open ${baseName(frame.file)}:${frame.line}`, {
            kind: 'openFile',
            path: frame.file,
            line: frame.line,
            ...(frame.column === undefined ? {} : { column: frame.column }),
          })
        : undefined,
      showOutput,
      tryAgain,
    ],
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
  const command = commandLineOf(facts.definition);
  if (!run || !command) return undefined;
  return fix('runInTerminal', 'Run it in a terminal', {
    kind: 'runInTerminal',
    command,
    cwd: run.cwd,
  });
}

function exitFact(facts: LaunchFacts) {
  return fact('Exit code', facts.exit?.code ?? undefined);
}
