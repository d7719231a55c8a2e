import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import which from 'which';
import type { LaunchFacts } from '../diagnosis/facts';
import { installFolders } from './installFolders';
import { nearNames } from './nearNames';

export type CommandFacts = NonNullable<LaunchFacts['command']>;

/**
 * Finds the program that `command` means: on `searchPath`, or from `cwd` when it holds a slash.
 * `resolved` is absent when there is none, and also set for a file that may not be executed.
 */
export async function resolveCommand(
  command: string,
  cwd: string,
  searchPath: string,
): Promise<CommandFacts> {
  const searched = searchPath.split(path.delimiter).filter((folder) => folder !== '');
  const asWritten = command;
  const found = hasSlash(command)
    ? await resolveFile(path.resolve(cwd, command))
    : await which(command, { path: searchPath, nothrow: true });
  if (!found) {
    return {
      asWritten,
      searchedPath: hasSlash(command) ? [] : searched,
      foundElsewhere: hasSlash(command) ? [] : await findElsewhere(command, searched),
      nearNames: await nearNames(
        command,
        hasSlash(command) ? [path.resolve(cwd, path.dirname(command))] : searched,
      ),
    };
  }
  const resolved = path.resolve(cwd, found);
  return {
    asWritten,
    resolved,
    searchedPath: searched,
    foundElsewhere: [],
    nearNames: [],
    ...(await describeFile(resolved, searched)),
  };
}

function hasSlash(command: string): boolean {
  return command.includes('/') || (process.platform === 'win32' && command.includes('\\'));
}

/** The file itself, or on Windows with one of the extensions that may be left out. */
async function resolveFile(file: string): Promise<string | undefined> {
  if (process.platform === 'win32') return (await which(file, { nothrow: true })) ?? undefined;
  return (await stat(file).catch(() => undefined))?.isFile() ? file : undefined;
}

async function findElsewhere(command: string, searched: readonly string[]): Promise<string[]> {
  const folders = await installFolders(homedir(), process.platform);
  const rest = folders.filter((folder) => !searched.includes(folder));
  const found = await which(command, {
    path: rest.join(path.delimiter),
    all: true,
    nothrow: true,
  });
  return rest.length > 0 && found ? [...found] : [];
}

async function describeFile(
  file: string,
  searched: readonly string[],
): Promise<Pick<CommandFacts, 'interpreter' | 'mode'>> {
  if (process.platform === 'win32') return {};
  const mode = (await stat(file).catch(() => undefined))?.mode;
  const interpreter = await readInterpreter(file, searched);
  return {
    ...(mode === undefined ? {} : { mode: mode & 0o7777 }),
    ...(interpreter ? { interpreter } : {}),
  };
}

/** The `#!` line. With `env` the program that counts is the one that env looks up. */
async function readInterpreter(
  file: string,
  searched: readonly string[],
): Promise<CommandFacts['interpreter']> {
  const line = (await readHead(file)).split('\n', 1)[0]!;
  const words = /^#!\s*(.+)$/.exec(line)?.[1]?.split(/\s+/);
  const program = words?.[0];
  if (!program) return undefined;
  const exists = await canExecute(program);
  if (!exists || path.basename(program) !== 'env') return { path: program, exists };
  const looked = words.slice(1).find((word) => !word.startsWith('-') && !word.includes('='));
  if (!looked) return { path: program, exists };
  const found = await which(looked, { path: searched.join(path.delimiter), nothrow: true });
  return { path: found ?? looked, exists: found !== null };
}

async function readHead(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}

async function canExecute(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
