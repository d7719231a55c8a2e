import path from 'node:path';
import { t } from '@vscode/l10n';
import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { shellError } from '../output/shellError';
import type { Rule } from '../rule';
import { exitedWith, hasExited, outputOf, runOf } from '../runOf';
import { baseName, edit, fact, fix, openEntry, verdict } from '../verdict';
import { elsewhere } from './command';
import { NOT_EXECUTABLE, NOT_FOUND } from './exitCodes';

/** The program is there, the one that its `#!` line names is not. */
export const interpreterMissing: Rule = (facts) => {
  const { command } = facts;
  const printed = exitedWith(facts, NOT_FOUND, NOT_EXECUTABLE)
    ? shellError(outputOf(facts))
    : undefined;
  const fromShell = printed?.kind === 'interpreter' ? printed.name : undefined;
  const fromFile =
    facts.spawnError && command?.interpreter?.exists === false
      ? command.interpreter.path
      : undefined;
  const interpreter = fromFile ?? fromShell;
  if (interpreter === undefined) return undefined;
  const name = baseName(interpreter.replace(/\\r$|\r$/, ''));
  const file = baseName(command?.asWritten ?? t('the command'));
  const carriageReturn = /\\r$|\r$/.test(interpreter);
  return verdict('process.interpreter-missing', {
    title: carriageReturn
      ? t('The #! line of {0} ends with a carriage return', file)
      : t('Interpreter {0} of {1} not found', name, file),
    explanation: carriageReturn
      ? t(
          'The first line of the file ends with a carriage return, so its interpreter is not found. Save the file with line ends of LF.',
        )
      : t(
          'The file starts with a line that names {0}, which is not there. Install it, or run the file with an interpreter that is.',
          interpreter,
        ),
    evidence: [
      fact(t('Interpreter'), interpreter.replace(/\r$/, '\\r')),
      fact(t('File'), command?.resolved ?? command?.asWritten),
      fact(t('Output'), printed?.line),
    ],
    fixes: [
      carriageReturn && command?.resolved
        ? fix('openFile', t('Open the file'), { kind: 'openFile', path: command.resolved, line: 1 })
        : undefined,
      ...elsewhere(facts),
      command?.resolved ? withInterpreter(facts, command.resolved, carriageReturn) : undefined,
      openEntry(),
    ],
  });
};

/** EACCES, ENOEXEC, or the shell's 126. */
export const notExecutable: Rule = (facts) => {
  const { command, spawnError } = facts;
  const refused = spawnError !== undefined && /^(?:EACCES|ENOEXEC|EPERM)$/.test(spawnError.code);
  const printed = exitedWith(facts, NOT_EXECUTABLE) ? shellError(outputOf(facts)) : undefined;
  const byShell = printed?.kind === 'notExecutable';
  const noShebang = readByShell(facts);
  if (!refused && !byShell && !noShebang) return undefined;
  const run = runOf(facts.definition);
  // A shell names it as it was told to; the one who makes it executable is elsewhere.
  const file = byShell
    ? path.resolve(run?.cwd ?? '', printed.name)
    : (command?.resolved ?? command?.asWritten ?? '');
  const folder = command?.fileKind === 'folder';
  return verdict('process.not-executable', {
    title: titleOf(baseName(file), folder, noShebang),
    explanation: explainNotExecutable(folder, noShebang),
    evidence: [
      fact(t('File'), file),
      fact(t('Mode'), command?.mode === undefined ? undefined : modeText(command.mode)),
      fact(t('Error'), spawnError?.code),
      fact(t('Output'), printed?.line),
    ],
    fixes: [
      folder || noShebang || spawnError?.code === 'ENOEXEC'
        ? undefined
        : fix('makeExecutable', t('Make it executable'), { kind: 'makeExecutable', path: file }),
      folder ? undefined : withInterpreter(facts, file),
      openEntry(),
    ],
  });
};

function titleOf(name: string, folder: boolean, noShebang: boolean): string {
  if (folder) return t('{0} is a folder', name);
  return noShebang ? t('{0} has no #! line', name) : t('{0} is not executable', name);
}

function explainNotExecutable(folder: boolean, noShebang: boolean): string {
  if (folder)
    return t('The command is a folder, not a program. Give the path of the program in it.');
  if (noShebang) {
    return t(
      'The file has no #! line, so the shell took it for a shell script. Run it with its interpreter, or add the line.',
    );
  }
  return t(
    'The system does not let this file be run. Make it executable, or run it with its interpreter.',
  );
}

/** A text without a `#!` line is run by /bin/sh, which complains of line N of the file. */
function readByShell(facts: LaunchFacts): boolean {
  const { command } = facts;
  if (command?.fileKind !== 'text' || !command.resolved || !hasExited(facts)) return false;
  if (facts.exit?.code === 0) return false;
  return facts.stderr.some((line) => line.startsWith(`${command.resolved}: `));
}

const INTERPRETERS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:js|mjs|cjs)$/, 'node'],
  [/\.py$/, 'python3'],
  [/\.sh$/, 'sh'],
  [/\.(?:ts|mts|cts)$/, 'node'],
  [/\.rb$/, 'ruby'],
];

function withInterpreter(
  { definition }: LaunchFacts,
  file: string,
  carriageReturns = false,
): Fix | undefined {
  const interpreter = INTERPRETERS.find(([extension]) => extension.test(file))?.[1];
  const run = runOf(definition);
  if (!interpreter || !run) return undefined;
  // A shell takes them for a part of each command.
  if (carriageReturns && interpreter === 'sh') return undefined;
  return edit('useInterpreter', t('Run it with {0}', interpreter), [
    [['command'], interpreter],
    [['args'], [file, ...run.args]],
  ]);
}

function modeText(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
