import path from 'node:path';
import type { RunSpec } from '../../shared/model/server';

/** What is looked up on disk; texts of files that are not there are undefined. */
export interface Files {
  isFile(file: string): Promise<boolean>;
  read(file: string): Promise<string | undefined>;
}

export interface Program {
  /** Absolute; what is run, where that is a file of the person's. */
  readonly script?: string;
  /** Absolute; where the command looks for it. */
  readonly folder: string;
  /** It watches its files itself, and starts anew when they change. */
  readonly restartsItself: boolean;
}

export const SOURCE_FILE = /\.(?:[cm]?[jt]sx?|py|pyw|rb|php|pl|lua|sh|ps1|jl|exs?|clj)$/i;
const FOLDER_OPTION = /^(?:--directory|--project|--prefix|--cwd|-C)$/;
const OWN_WATCH = /^(?:--watch(?:-path)?(?:=.*)?|--hot|--reload|nodemon|(?:.*[\\/])?nodemon)$/;
const PACKAGE_RUNNER = /^(?:.*[\\/])?(?:npm|pnpm|yarn|bun)(?:\.cmd|\.exe)?$/i;

/** Finds the file that a command line runs: of any runner, by which of its words is such a file. */
export async function programOf(run: RunSpec, files: Files): Promise<Program> {
  const words = [run.command, ...run.args];
  const folder = folderOf(words, run.cwd);
  const script =
    (await namedScript(words, folder, files)) ?? (await moduleOf(words, folder, files));
  const program = { folder, restartsItself: restartsItself(words) };
  if (script !== undefined) return { ...program, script };
  return PACKAGE_RUNNER.test(run.command) ? ofPackageScript(words, program, files) : program;
}

/** `uv run --directory server`, `npm --prefix server start`: the last one counts. */
function folderOf(words: readonly string[], cwd: string): string {
  return words.reduce((folder, word, index) => {
    const [option = '', value] = word.split('=', 2);
    const given = value ?? words[index + 1];
    return FOLDER_OPTION.test(option) && given !== undefined ? path.resolve(cwd, given) : folder;
  }, cwd);
}

function restartsItself(words: readonly string[]): boolean {
  const runsWatch = words.some(
    (word, index) => word === 'watch' && /tsx/.test(words[index - 1] ?? ''),
  );
  return runsWatch || words.some((word) => OWN_WATCH.test(word));
}

async function namedScript(
  words: readonly string[],
  folder: string,
  files: Files,
): Promise<string | undefined> {
  for (const word of words) {
    // `fastmcp run server.py:app` names what is in the file.
    const file = word.replace(/(?<=\.\w+):\w+$/, '');
    if (word.startsWith('-') || !SOURCE_FILE.test(file)) continue;
    const absolute = path.resolve(folder, file);
    if (!absolute.includes(`${path.sep}node_modules${path.sep}`) && (await files.isFile(absolute)))
      return absolute;
  }
  return undefined;
}

/** `python -m weather.server` */
async function moduleOf(
  words: readonly string[],
  folder: string,
  files: Files,
): Promise<string | undefined> {
  const name = words[words.indexOf('-m') + 1];
  if (!words.includes('-m') || name === undefined || !/^[\w.]+$/.test(name)) return undefined;
  const relative = name.split('.').join(path.sep);
  for (const base of [folder, path.join(folder, 'src')]) {
    for (const file of [`${relative}.py`, path.join(relative, '__main__.py')]) {
      const absolute = path.join(base, file);
      if (await files.isFile(absolute)) return absolute;
    }
  }
  return undefined;
}

/** What `npm start`, `npm run serve` and the like run, by the package's own word. */
async function ofPackageScript(
  words: readonly string[],
  program: Program,
  files: Files,
): Promise<Program> {
  const text = await files.read(path.join(program.folder, 'package.json'));
  const scripts = scriptsOf(text);
  const name = words.slice(1).find((word) => typeof scripts[word] === 'string');
  const line = name === undefined ? undefined : scripts[name];
  if (typeof line !== 'string') return program;
  const inner = line.split(/\s+/).map((word) => word.replace(/^["']|["']$/g, ''));
  const script = await namedScript(inner, program.folder, files);
  return {
    folder: program.folder,
    restartsItself: program.restartsItself || restartsItself(inner),
    ...(script === undefined ? {} : { script }),
  };
}

function scriptsOf(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const { scripts } = JSON.parse(text ?? '{}') as { scripts?: unknown };
    return typeof scripts === 'object' && scripts !== null
      ? (scripts as Readonly<Record<string, unknown>>)
      : {};
  } catch {
    return {};
  }
}
