import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  PROJECT_FILES,
  type ProjectFacts,
  RUNNER_PROGRAMS,
  type RunnerProgram,
  type SourceLanguage,
} from '../../shared/adding/projectFacts';

const LANGUAGES: Readonly<Record<string, SourceLanguage>> = {
  '.py': 'python',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
};
const VENV_FOLDERS = ['.venv', 'venv'];
/** Where compilers put what they make, from the project's folder. */
const OUT_FOLDERS = ['dist', 'build', 'out', 'lib'];
const VERSION_TIMEOUT_MS = 5_000;
const windows = process.platform === 'win32';

/** The language of a file that may be run as a server; undefined for all others. */
export function languageOf(file: string): SourceLanguage | undefined {
  return LANGUAGES[path.extname(file).toLowerCase()];
}

/**
 * What is known of a file and its project.
 * @param file absolute
 * @param text what it holds, saved or not
 * @param folder absolute; the workspace folder that it is in, if it is in one
 */
export async function readProjectFacts(
  file: string,
  text: string,
  folder: string | undefined,
): Promise<ProjectFacts> {
  const language = languageOf(file) ?? 'javascript';
  const top = folder ?? path.dirname(file);
  const root = (await nearestProject(file, top, language)) ?? top;
  const inRoot = (name: string) => path.join(root, name);
  const files = await existing(PROJECT_FILES, inRoot);
  const [manifest, venv, programs, nodeVersion, built] = await Promise.all([
    readFile(inRoot(language === 'python' ? 'pyproject.toml' : 'package.json'), 'utf8').catch(
      () => undefined,
    ),
    language === 'python' ? findVenv(root, top) : undefined,
    findPrograms(root),
    language === 'typescript' ? readNodeVersion() : undefined,
    language === 'typescript' ? findBuilt(root, file) : undefined,
  ]);
  return {
    language,
    file: slashed(path.relative(root, file)),
    text,
    windows,
    files,
    programs,
    ...cwdOf(root, folder),
    ...(manifest === undefined ? {} : { manifest }),
    ...(venv === undefined ? {} : { venv }),
    ...(nodeVersion === undefined ? {} : { nodeVersion }),
    ...(built === undefined ? {} : { built }),
  };
}

function cwdOf(root: string, folder: string | undefined): { cwd?: string } {
  if (folder === undefined) return { cwd: slashed(root) };
  const relative = slashed(path.relative(folder, root));
  return relative === '' ? {} : { cwd: `\${workspaceFolder}/${relative}` };
}

/** The folder at or above the file, up to `top`, that says what its project is. */
async function nearestProject(
  file: string,
  top: string,
  language: SourceLanguage,
): Promise<string | undefined> {
  const isPython = (name: string) =>
    /\.toml$|^(?:uv|poetry)\.lock$|^Pipfile|\.txt$|\.py$/.test(name);
  const names = PROJECT_FILES.filter((name) => isPython(name) === (language === 'python'));
  for (const folder of foldersUp(path.dirname(file), top)) {
    const found = await existing<string>(
      language === 'python' ? [...names, ...VENV_FOLDERS] : names,
      (name) => path.join(folder, name),
    );
    if (found.length > 0) return folder;
  }
  return undefined;
}

/** The environment may belong to a folder above that of the project. */
async function findVenv(root: string, top: string): Promise<string | undefined> {
  const python = windows ? 'Scripts/python.exe' : 'bin/python';
  for (const folder of foldersUp(root, top)) {
    for (const name of VENV_FOLDERS) {
      const venv = path.join(folder, name);
      if (await exists(path.join(venv, python))) return slashed(path.relative(root, venv));
    }
  }
  return undefined;
}

/** Node's tools may be installed in any folder above; the others are on the path. */
async function findPrograms(root: string): Promise<RunnerProgram[]> {
  const bins = [...foldersUp(root, path.parse(root).root)].map((folder) =>
    path.join(folder, 'node_modules', '.bin'),
  );
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const home = process.env.HOME ?? process.env.USERPROFILE;
  // Where installers put them, which a VS Code that was not started from a shell may not know.
  const usual = home ? [path.join(home, '.local', 'bin'), path.join(home, '.cargo', 'bin')] : [];
  const found = await Promise.all(
    RUNNER_PROGRAMS.map(async (name): Promise<RunnerProgram[]> => {
      const isNodeTool = name === 'tsx' || name === 'ts-node';
      const folders = isNodeTool ? bins : [...onPath, ...usual];
      return (await existsInAny(folders, name)) ? [name] : [];
    }),
  );
  return found.flat();
}

async function existsInAny(folders: readonly string[], name: string): Promise<boolean> {
  const endings = windows ? ['.exe', '.cmd'] : [''];
  for (const folder of folders) {
    for (const ending of endings) {
      if (await exists(path.join(folder, name + ending))) return true;
    }
  }
  return false;
}

/** `src/server.ts` may have become `dist/server.js`, or `dist/src/server.js`. */
async function findBuilt(root: string, file: string): Promise<string | undefined> {
  const source = slashed(path.relative(root, file));
  const target = source.replace(/ts$/, 'js');
  const below = target.includes('/') ? [target.slice(target.indexOf('/') + 1), target] : [target];
  const candidates = OUT_FOLDERS.flatMap((folder) => below.map((name) => `${folder}/${name}`));
  return (await existing(candidates, (name) => path.join(root, name)))[0];
}

function readNodeVersion(): Promise<readonly [number, number] | undefined> {
  return new Promise((resolve) => {
    execFile('node', ['--version'], { timeout: VERSION_TIMEOUT_MS }, (error, stdout) => {
      const version = /^v(\d+)\.(\d+)\./.exec(stdout);
      resolve(error || !version ? undefined : [Number(version[1]), Number(version[2])]);
    });
  });
}

/** A folder and those above it, up to and with `top`. */
function* foldersUp(folder: string, top: string): Generator<string> {
  for (let current = folder; ; current = path.dirname(current)) {
    yield current;
    if (current === top || current === path.dirname(current)) return;
  }
}

async function existing<T extends string>(
  names: readonly T[],
  at: (name: T) => string,
): Promise<T[]> {
  const found = await Promise.all(names.map((name) => exists(at(name))));
  return names.filter((_, index) => found[index]);
}

function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
}

function slashed(file: string): string {
  return file.replaceAll(path.sep, '/');
}
