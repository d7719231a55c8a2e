import { access } from 'node:fs/promises';
import path from 'node:path';
import type { LaunchFacts } from '../diagnosis/facts';

type Install = NonNullable<LaunchFacts['install']>;

/** The first that is found tells how the project installs its packages. */
const NODE: readonly (readonly [file: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm install'],
  ['yarn.lock', 'yarn install'],
  ['bun.lock', 'bun install'],
  ['bun.lockb', 'bun install'],
  ['package-lock.json', 'npm install'],
  ['package.json', 'npm install'],
];
const PYTHON: readonly (readonly [file: string, command: string])[] = [
  ['uv.lock', 'uv sync'],
  ['poetry.lock', 'poetry install'],
  ['Pipfile.lock', 'pipenv install'],
  ['requirements.txt', 'PYTHON -m pip install -r requirements.txt'],
  ['pyproject.toml', 'PYTHON -m pip install -e .'],
];
const MAX_LEVELS = 8;

/**
 * How the packages of the project around `folder` are installed, by its lock file or manifest.
 * `python` is the interpreter that the server runs with.
 */
export async function projectInstall(
  folder: string,
  language: 'node' | 'python',
  python = 'python3',
): Promise<Install | undefined> {
  const table = language === 'node' ? NODE : PYTHON;
  let cwd = path.resolve(folder);
  for (let level = 0; level < MAX_LEVELS; level++) {
    for (const [file, command] of table) {
      if (await exists(path.join(cwd, file))) {
        return { command: command.replace('PYTHON', python), cwd };
      }
    }
    const parent = path.dirname(cwd);
    if (parent === cwd) break;
    cwd = parent;
  }
  return undefined;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
