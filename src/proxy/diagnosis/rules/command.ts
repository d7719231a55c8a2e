import type { Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts } from '../facts';
import { shellError } from '../output/shellError';
import type { Rule } from '../rule';
import { commandLineOf, hasExited, outputOf, runOf } from '../runOf';
import { baseName, edit, fact, fix, openEntry, verdict } from '../verdict';

/** The shell's own exit codes, POSIX.1-2024 2.8.2. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
/** cmd.exe's. */
const WINDOWS_NOT_FOUND = 9009;

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
  const file = baseName(command?.asWritten ?? 'the command');
  const carriageReturn = /\\r$|\r$/.test(interpreter);
  return verdict('process.interpreter-missing', {
    title: carriageReturn
      ? `The #! line of ${file} ends with a carriage return`
      : `Interpreter ${name} of ${file} not found`,
    explanation: carriageReturn
      ? 'The first line of the file ends with a carriage return, so its interpreter is not found. Save the file with line ends of LF.'
      : `The file starts with a line that names ${interpreter}, which is not there. Install it, or run the file with an interpreter that is.`,
    evidence: [
      fact('Interpreter', interpreter.replace(/\r$/, '\\r')),
      fact('File', command?.resolved ?? command?.asWritten),
      fact('Output', printed?.line),
    ],
    fixes: [
      carriageReturn && command?.resolved
        ? fix('openFile', 'Open the file', { kind: 'openFile', path: command.resolved, line: 1 })
        : undefined,
      ...elsewhere(facts),
      command?.resolved ? withInterpreter(facts, command.resolved) : undefined,
      openEntry,
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
  const file = byShell ? printed.name : (command?.resolved ?? command?.asWritten ?? '');
  const folder = command?.fileKind === 'folder';
  return verdict('process.not-executable', {
    title: titleOf(baseName(file), folder, noShebang),
    explanation: explainNotExecutable(folder, noShebang),
    evidence: [
      fact('File', file),
      fact('Mode', command?.mode === undefined ? undefined : modeText(command.mode)),
      fact('Error', spawnError?.code),
      fact('Output', printed?.line),
    ],
    fixes: [
      folder || noShebang || spawnError?.code === 'ENOEXEC'
        ? undefined
        : fix('makeExecutable', 'Make it executable', { kind: 'makeExecutable', path: file }),
      folder ? undefined : withInterpreter(facts, file),
      openEntry,
    ],
  });
};

function titleOf(name: string, folder: boolean, noShebang: boolean): string {
  if (folder) return `${name} is a folder`;
  return noShebang ? `${name} has no #! line` : `${name} is not executable`;
}

function explainNotExecutable(folder: boolean, noShebang: boolean): string {
  if (folder) return 'The command is a folder, not a program. Give the path of the program in it.';
  if (noShebang) {
    return 'The file has no #! line, so the shell took it for a shell script. Run it with its interpreter, or add the line.';
  }
  return 'The system does not let this file be run. Make it executable, or run it with its interpreter.';
}

/** A text without a `#!` line is run by /bin/sh, which complains of line N of the file. */
function readByShell(facts: LaunchFacts): boolean {
  const { command } = facts;
  if (command?.fileKind !== 'text' || !command.resolved || !hasExited(facts)) return false;
  if (facts.exit?.code === 0) return false;
  return facts.stderr.some((line) => line.startsWith(`${command.resolved}: `));
}

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
    title: words ? 'The command contains its arguments' : `Command ${baseName(name)} not found`,
    explanation: explainNotFound(facts, name, words !== undefined, own),
    evidence: [
      fact('Command', name),
      fact('Installed at', command?.foundElsewhere.join(', ')),
      fact('Similar names', command?.nearNames.join(', ')),
      fact('Searched', command?.searchedPath.join(facts.platform === 'win32' ? '; ' : ':')),
      fact('Output', printed?.line),
    ],
    fixes: [
      words,
      ...(own ? elsewhere(facts) : []),
      ...(own ? near(facts) : []),
      install(name, facts.platform),
      openEntry,
    ],
  });
};

function explainNotFound(facts: LaunchFacts, name: string, words: boolean, own: boolean): string {
  if (words) {
    return `“${name}” is looked for as one program, spaces included. Put what follows the program's name into its arguments.`;
  }
  const where = facts.command?.foundElsewhere[0];
  if (own && where) {
    return `${baseName(name)} is installed at ${where}, which is not on the PATH that the server is started with. Use its full path.`;
  }
  const path = /[\\/]/.test(name);
  return path
    ? `There is no file ${name}. Correct the path, or create the file.`
    : `No program ${baseName(name)} is on the PATH. Install it, or correct the name.`;
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
  return edit('splitCommand', `Run ${program} with arguments`, [
    [['command'], program],
    [['args'], args],
  ]);
}

function elsewhere({ command }: LaunchFacts): Fix[] {
  return (command?.foundElsewhere ?? [])
    .slice(0, 3)
    .map((path, index) => edit(`usePath${index || ''}`, `Use ${path}`, [[['command'], path]]));
}

function near({ command }: LaunchFacts): Fix[] {
  return (command?.nearNames ?? [])
    .slice(0, 3)
    .map((name, index) => edit(`useName${index || ''}`, `Use ${name}`, [[['command'], name]]));
}

type Installers = Readonly<Partial<Record<NodeJS.Platform, string>>>;
const NODE: Installers = { darwin: 'brew install node', win32: 'winget install OpenJS.NodeJS.LTS' };
const UV: Installers = {
  darwin: 'brew install uv',
  win32: 'winget install astral-sh.uv',
  linux: 'pipx install uv',
};
const INSTALLERS: Readonly<Record<string, Installers>> = {
  node: NODE,
  npx: NODE,
  npm: NODE,
  uv: UV,
  uvx: UV,
  bun: { darwin: 'brew install bun', linux: 'npm install -g bun', win32: 'npm install -g bun' },
  deno: {
    darwin: 'brew install deno',
    linux: 'npm install -g deno',
    win32: 'winget install DenoLand.Deno',
  },
  pipx: {
    darwin: 'brew install pipx',
    linux: 'python3 -m pip install --user pipx',
    win32: 'py -m pip install --user pipx',
  },
};

function install(name: string, platform: NodeJS.Platform): Fix | undefined {
  const tool = baseName(name).replace(/\.(?:exe|cmd)$/i, '');
  const command = Object.hasOwn(INSTALLERS, tool) ? INSTALLERS[tool]?.[platform] : undefined;
  if (!command) return undefined;
  return fix('install', `Install ${tool}`, { kind: 'runInTerminal', command });
}

const INTERPRETERS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:js|mjs|cjs)$/, 'node'],
  [/\.py$/, 'python3'],
  [/\.sh$/, 'sh'],
  [/\.(?:ts|mts|cts)$/, 'node'],
  [/\.rb$/, 'ruby'],
];

function withInterpreter({ definition }: LaunchFacts, file: string): Fix | undefined {
  const interpreter = INTERPRETERS.find(([extension]) => extension.test(file))?.[1];
  const run = runOf(definition);
  if (!interpreter || !run) return undefined;
  return edit('useInterpreter', `Run it with ${interpreter}`, [
    [['command'], interpreter],
    [['args'], [file, ...run.args]],
  ]);
}

function modeText(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

function exitedWith(facts: LaunchFacts, ...codes: number[]): boolean {
  return facts.exit !== undefined && codes.includes(facts.exit.code ?? -1);
}

/** The system could not start the program, for a reason that is not of the kinds above. */
export const spawnFailed: Rule = (facts) => {
  if (!facts.spawnError) return undefined;
  const { code, message } = facts.spawnError;
  return verdict('process.exited', {
    title: `The program could not be started (${code})`,
    explanation: `The system refused to start it: ${message}. Look at the command and at the limits of the system.`,
    evidence: [
      fact('Error', `${code}: ${message}`),
      fact('Command', commandLineOf(facts.definition)),
    ],
    fixes: [openEntry],
  });
};
