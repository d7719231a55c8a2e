import path from 'node:path';
import type { RunSpec } from '../../shared/model/server';
import { type Files, type Program, programOf } from './programFile';
import type { Sources } from './sources';

const OUTPUT_FOLDERS = ['dist', 'build', 'out', 'target', 'bin', 'obj', '.next'];
const NEVER = [
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
  '.tox',
  'coverage',
  '.cache',
];
const PACKAGE_FILES = [
  'package.json',
  'pyproject.toml',
  'setup.py',
  'deno.json',
  'go.mod',
  'Cargo.toml',
  'Gemfile',
  'composer.json',
];
/** What a project is made of that is compiled when it is run, by the file that says so. */
const COMPILED: Readonly<Record<string, string>> = {
  'go.mod': '**/*.go',
  'Cargo.toml': '**/*.rs',
};
const SCRIPT = '*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}';
const PROJECT_RUNNER = /^(?:npm|pnpm|yarn|bun|deno|go|cargo|uv|poetry|hatch|pdm)(?:\.cmd|\.exe)?$/i;
/** `npm exec`, `pnpm dlx`, `bun x`, `uv tool run` */
const FOREIGN: ReadonlySet<string> = new Set(['exec', 'dlx', 'x', 'tool']);
const MAX_DEPTH = 12;

export interface SourceOptions {
  /** A task builds before each restart. */
  readonly isBuilt: boolean;
  /** Absolute folders below which a whole folder may be watched. */
  readonly workspace: readonly string[];
}

/**
 * The files that a server is made of, as far as its command tells: the script, the sources beside it, and `src`
 * of its package. What is compiled counts only if it is what runs and nothing is told to build it.
 */
export async function defaultSources(
  run: RunSpec,
  { isBuilt, workspace }: SourceOptions,
  files: Files,
): Promise<Sources[]> {
  const program = await programOf(run, files);
  if (program.restartsItself) return [];
  const root = await packageOf(program, files);
  const environment = run.envFile === undefined ? [] : [fileAlone(run.envFile)];
  const { script } = program;
  if (script === undefined) {
    if (root === undefined || !isBelow(root, workspace) || !runsProject(run)) return [];
    const sources = await ofPackage(root, files);
    return sources === undefined ? [] : [sources, ...environment];
  }
  const home = root ?? path.dirname(script);
  // A script in a home folder is no reason to watch all of it.
  if (root === undefined && !isBelow(home, workspace)) return [fileAlone(script), ...environment];
  return [...ofScript(script, home, isBuilt), ...environment];
}

/** Whether a command that names no script runs the project in its folder, and not a package from elsewhere. */
function runsProject({ command, args }: RunSpec): boolean {
  return PROJECT_RUNNER.test(path.basename(command)) && !args.some((word) => FOREIGN.has(word));
}

function ofScript(script: string, root: string, isBuilt: boolean): Sources[] {
  const folders = path.relative(root, path.dirname(script)).split(path.sep).filter(Boolean);
  const output = folders.findIndex((name) => OUTPUT_FOLDERS.includes(name));
  const glob = globOf(script);
  if (output < 0) {
    const beside = [...folders, '**', glob].join('/');
    const include = folders[0] === 'src' || folders.length === 0 ? [] : [`src/**/${glob}`];
    return [{ folder: root, include: [...include, beside], exclude: excluded(OUTPUT_FOLDERS) }];
  }
  if (isBuilt) {
    const include = [`src/**/${glob}`, glob];
    return [{ folder: root, include, exclude: excluded(OUTPUT_FOLDERS) }];
  }
  const built = folders.slice(0, output + 1);
  const others = OUTPUT_FOLDERS.filter((name) => !folders.includes(name));
  return [{ folder: root, include: [[...built, '**', glob].join('/')], exclude: excluded(others) }];
}

/** Of a command that names no script: all that its project compiles, or `src`. */
async function ofPackage(root: string, files: Files): Promise<Sources | undefined> {
  const exclude = excluded(OUTPUT_FOLDERS);
  for (const [file, glob] of Object.entries(COMPILED)) {
    if (await files.isFile(path.join(root, file)))
      return { folder: root, include: [glob], exclude };
  }
  if (await files.isFile(path.join(root, 'pyproject.toml')))
    return { folder: root, include: ['**/*.py'], exclude };
  if (await files.isFile(path.join(root, 'package.json')))
    return { folder: root, include: [`src/**/${SCRIPT}`, SCRIPT], exclude };
  return undefined;
}

function globOf(script: string): string {
  const extension = path.extname(script);
  return /^\.[cm]?[jt]sx?$/i.test(extension) ? SCRIPT : `*${extension}`;
}

function fileAlone(file: string): Sources {
  // Brackets in a name are no wildcards.
  const name = path.basename(file).replace(/[[\]{}*?]/g, '?');
  return { folder: path.dirname(file), include: [name], exclude: [] };
}

function excluded(outputs: readonly string[]): string[] {
  return [...NEVER, ...outputs].map((name) => `**/${name}/**`);
}

/** The nearest folder that is a package, from the script or the command's folder upwards. */
async function packageOf({ script, folder }: Program, files: Files): Promise<string | undefined> {
  let at = script === undefined ? folder : path.dirname(script);
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    for (const name of PACKAGE_FILES) {
      if (await files.isFile(path.join(at, name))) return at;
    }
    const parent = path.dirname(at);
    if (parent === at) return undefined;
    at = parent;
  }
  return undefined;
}

function isBelow(folder: string, roots: readonly string[]): boolean {
  return roots.some((root) => {
    const relative = path.relative(root, folder);
    return !relative.startsWith('..') && !path.isAbsolute(relative);
  });
}
