import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { absolutePath } from '../openFrame';
import { type MissingModule, moduleMissing } from '../output/moduleMissing';
import {
  daemonFailure,
  downloadFailure,
  type MissingPackage,
  packageNotFound,
} from '../output/packageNotFound';
import type { Rule } from '../rule';
import { commandLineOf, hasExited, outputOf, runOf } from '../runOf';
import { shellWord } from '../shellWord';
import {
  baseName,
  fact,
  fix,
  lastLines,
  openEntry,
  sentences,
  showOutput,
  tryAgain,
  verdict,
} from '../verdict';

/** npx, uvx, pipx, docker or dnx cannot find what it is to run. */
export const packageMissing: Rule = (facts) => {
  const found = hasExited(facts) ? packageNotFound(outputOf(facts)) : undefined;
  if (!found) return undefined;
  const isImage = /docker|podman/.test(found.tool);
  return verdict('process.package-not-found', {
    title: titleOfPackage(found, isImage),
    explanation: explainPackage(found, isImage),
    evidence: [
      fact(isImage ? t('Image') : t('Package'), found.name),
      fact(t('Command'), commandLineOf(facts.definition)),
      fact(t('Output'), lastLines(facts.stderr, 6)),
    ],
    fixes: [openEntry(), showOutput()],
  });
};

function titleOfPackage({ name, reason }: MissingPackage, isImage: boolean): string {
  if (reason === 'program') return t('Program {0} not found', name);
  return isImage ? t('Image {0} not found', name) : t('Package {0} not found', name);
}

function explainPackage({ tool, reason }: MissingPackage, isImage: boolean): string {
  if (reason === 'program') {
    return t('The package has no program of this name. Correct the name of the program.');
  }
  if (reason === 'version') {
    return isImage
      ? t('The image exists, but not in this version. Correct the version.')
      : t('The package exists, but not in this version. Correct the version.');
  }
  return isImage
    ? t('{0} found no image of this name. Correct the name, or sign in where it is private.', tool)
    : t(
        '{0} found no package of this name. Correct the name, or sign in where it is private.',
        tool,
      );
}

/** The package may exist; nobody could be asked. */
export const downloadFailed: Rule = (facts) => {
  const line = hasExited(facts) ? downloadFailure(facts.stderr) : undefined;
  if (line === undefined) return undefined;
  return verdict('process.download-failed', {
    title: t('The package could not be downloaded'),
    explanation: t(
      'The package registry was not reached. Check the network, the proxy and the VPN, then try again.',
    ),
    evidence: [fact(t('Output'), line), fact(t('Command'), commandLineOf(facts.definition))],
    fixes: [tryAgain(), showOutput()],
  });
};

export const daemonMissing: Rule = (facts) => {
  const line = hasExited(facts) ? daemonFailure(outputOf(facts)) : undefined;
  if (line === undefined) return undefined;
  return verdict('process.daemon-missing', {
    title: t('Docker is not running'),
    explanation: t(
      'The server runs in a container, and the container engine does not answer. Start it, then try again.',
    ),
    evidence: [fact(t('Output'), line)],
    fixes: [tryAgain(), openEntry()],
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
      fact(found.kind === 'package' ? t('Module') : t('File'), found.module),
      fact(t('Imported by'), found.importer),
      fact(t('Command'), found.kind === 'entry' ? commandLineOf(facts.definition) : undefined),
    ],
    fixes: [installFix(found, facts), openImporter(found, facts), openEntry()],
  });
};

function openImporter({ importer }: MissingModule, facts: LaunchFacts): Fix | undefined {
  const cwd = runOf(facts.definition)?.cwd;
  const file = importer && absolutePath(importer, cwd, facts.platform);
  return file
    ? fix('openFile', t('Open {0}', baseName(file)), { kind: 'openFile', path: file })
    : undefined;
}

const BUILT = /[\\/](?:dist|build|out|lib)[\\/]/;

function titleOf({ kind, module }: MissingModule): string {
  if (kind === 'entry' || kind === 'file') return t('File {0} is missing', baseName(module));
  return kind === 'name'
    ? t('{0} does not exist', module)
    : t('Module {0} is not installed', module);
}

function explain({ kind, module }: MissingModule): string {
  const built = BUILT.test(module)
    ? t('Build the project, or correct the path.')
    : t('Correct the path.');
  if (kind === 'entry') return sentences(t('There is no file {0} to run.', module), built);
  if (kind === 'file') {
    return sentences(t('A file that the program loads is not there: {0}.', module), built);
  }
  if (kind === 'name') {
    return t(
      'The module is installed, but does not have this name: it may be of another version. Install the versions that the project asks for.',
    );
  }
  return t(
    "The program needs {0}, which is not installed where it runs. Install the project's packages.",
    module,
  );
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
    return fix('build', t('Run {0}', command), {
      kind: 'runInTerminal',
      command,
      cwd: install.cwd,
    });
  }
  if (install) {
    return fix('install', t('Run {0}', install.command), { kind: 'runInTerminal', ...install });
  }
  const name = PACKAGES[found.language].exec(found.module)?.[1];
  if (name === undefined) return undefined;
  const python = run && /python|^py$/.test(baseName(run.command)) ? run.command : 'python3';
  const command =
    found.language === 'python'
      ? `${shellWord(python, platform)} -m pip install ${name}`
      : `npm install ${name}`;
  return fix('install', t('Run {0}', command), {
    kind: 'runInTerminal',
    command,
    ...(run ? { cwd: run.cwd } : {}),
  });
}
