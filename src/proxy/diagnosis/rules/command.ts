import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { numbered } from '../fixIds';
import { shellError } from '../output/shellError';
import type { Rule } from '../rule';
import { commandLineOf, exitedWith, outputOf, runOf } from '../runOf';
import { baseName, edit, fact, openEntry, verdict } from '../verdict';
import { NOT_FOUND, WINDOWS_NOT_FOUND } from './exitCodes';
import { install } from './installers';

/** Nothing of that name is on the PATH. */
export const commandNotFound: Rule = (facts) => {
  const { command, spawnError } = facts;
  const printed = exitedWith(facts, NOT_FOUND, WINDOWS_NOT_FOUND, 1, 2)
    ? shellError(outputOf(facts))
    : undefined;
  const byShell =
    printed?.kind === 'notFound' && shellFailed(facts, printed.line) ? printed : undefined;
  const missing = command !== undefined && command.resolved === undefined;
  if (spawnError?.code !== 'ENOENT' && !missing && !byShell) return undefined;
  const name = byShell?.name ?? command?.asWritten ?? '';
  const own = byShell === undefined;
  const words = own ? wordsOf(facts) : undefined;
  return verdict('process.command-not-found', {
    title: words
      ? t('The command contains its arguments')
      : t('Command {0} not found', baseName(name)),
    explanation: explainNotFound(facts, name, words !== undefined, own),
    evidence: [
      fact(t('Command'), name),
      fact(t('Installed at'), command?.foundElsewhere.join(', ')),
      fact(t('Similar names'), command?.nearNames.join(', ')),
      fact(t('Searched'), command?.searchedPath.join(facts.platform === 'win32' ? '; ' : ':')),
      fact(t('Output'), printed?.line),
    ],
    fixes: [
      words,
      ...(own ? elsewhere(facts) : []),
      ...(own ? near(facts) : []),
      install(name, facts.platform),
      openEntry(),
    ],
  });
};

function explainNotFound(facts: LaunchFacts, name: string, words: boolean, own: boolean): string {
  if (words) {
    return t(
      "“{0}” is looked for as one program, spaces included. Put what follows the program's name into its arguments.",
      name,
    );
  }
  const where = facts.command?.foundElsewhere[0];
  if (own && where) {
    return t(
      '{0} is installed at {1}, which is not on the PATH that the server is started with. Use its full path.',
      baseName(name),
      where,
    );
  }
  const path = /[\\/]/.test(name);
  return path
    ? t('There is no file {0}. Correct the path, or create the file.', name)
    : t('No program {0} is on the PATH. Install it, or correct the name.', baseName(name));
}

/** Exit codes 1 and 2 say nothing by themselves; then the complaint must be the last word. */
function shellFailed(facts: LaunchFacts, line: string): boolean {
  if (facts.exit?.code === NOT_FOUND || facts.exit?.code === WINDOWS_NOT_FOUND) return true;
  return /not recognized as|Failed to spawn/.test(line);
}

/** `node server.js` written into `command`. */
function wordsOf({ command, definition }: LaunchFacts): Fix | undefined {
  const [program, ...rest] = command?.words ?? [];
  if (!program || rest.length === 0) return undefined;
  const args = [...rest, ...(runOf(definition)?.args ?? [])];
  return edit('splitCommand', t('Run {0} with arguments', program), [
    [['command'], program],
    [['args'], args],
  ]);
}

function near({ command }: LaunchFacts): Fix[] {
  return (command?.nearNames ?? [])
    .slice(0, 3)
    .map((name, index) =>
      edit(numbered('useName', index), t('Use {0}', name), [[['command'], name]]),
    );
}

/** The system could not start the program, for a reason that is not of the kinds above. */
export const spawnFailed: Rule = (facts) => {
  if (!facts.spawnError) return undefined;
  const { code, message } = facts.spawnError;
  return verdict('process.exited', {
    title: t('The program could not be started ({0})', code),
    explanation: t(
      'The system refused to start it: {0}. Look at the command and at the limits of the system.',
      message,
    ),
    evidence: [
      fact(t('Error'), `${code}: ${message}`),
      fact(t('Command'), commandLineOf(facts.definition)),
    ],
    fixes: [openEntry()],
  });
};
/** The same program in folders that are not on the PATH. */
export function elsewhere({ command }: LaunchFacts): Fix[] {
  return (command?.foundElsewhere ?? [])
    .slice(0, 3)
    .map((path, index) =>
      edit(numbered('usePath', index), t('Use {0}', path), [[['command'], path]]),
    );
}
