import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { absolutePath } from '../openFrame';
import { type MissingModule, moduleMissing } from '../output/moduleMissing';
import { daemonFailure, downloadFailure, packageNotFound } from '../output/packageNotFound';
import type { Rule } from '../rule';
import { commandLineOf, hasExited, outputOf, runOf } from '../runOf';
import { shellWord } from '../shellWord';
import {
  baseName,
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
    fixes: [installFix(found, facts), openImporter(found, facts), openEntry],
  });
};

function openImporter({ importer }: MissingModule, facts: LaunchFacts): Fix | undefined {
  const cwd = runOf(facts.definition)?.cwd;
  const file = importer && absolutePath(importer, cwd, facts.platform);
  return file
    ? fix('openFile', `Open ${baseName(file)}`, { kind: 'openFile', path: file })
    : undefined;
}

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

/**
 * The package at the beginning of a module's name. The name is what a server printed, and the command is
 * read by a shell: what no registry has as a name is not put into it. With its path, npm would take
 * `owner/name` for a repository.
 */
const PACKAGES = {
  node: /^((?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*)(?:\/[\w./-]*)?$/i,
  python: /^([a-z0-9]\w*)(?:\.[\w.]*)?$/i,
} as const;

function installFix(
  found: MissingModule,
  { install, definition, platform }: LaunchFacts,
): Fix | undefined {
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
  const name = PACKAGES[found.language].exec(found.module)?.[1];
  if (name === undefined) return undefined;
  const python = run && /python|^py$/.test(baseName(run.command)) ? run.command : 'python3';
  const command =
    found.language === 'python'
      ? `${shellWord(python, platform)} -m pip install ${name}`
      : `npm install ${name}`;
  return fix('install', `Run ${command}`, {
    kind: 'runInTerminal',
    command,
    ...(run ? { cwd: run.cwd } : {}),
  });
}
