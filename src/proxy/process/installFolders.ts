import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Where version managers and installers put programs that a PATH may lack. `*` is each version, newest first. */
const HOME_FOLDERS = [
  '.local/bin',
  'bin',
  '.nvm/versions/node/*/bin',
  '.local/share/fnm/node-versions/*/installation/bin',
  '.fnm/node-versions/*/installation/bin',
  'Library/Application Support/fnm/node-versions/*/installation/bin',
  '.volta/bin',
  '.asdf/shims',
  '.local/share/mise/shims',
  '.pyenv/shims',
  '.pyenv/bin',
  '.cargo/bin',
  '.bun/bin',
  '.deno/bin',
  'go/bin',
  '.dotnet/tools',
  '.local/share/pnpm',
  'Library/pnpm',
  'miniconda3/bin',
  'anaconda3/bin',
];
const SYSTEM_FOLDERS = [
  '/opt/homebrew/bin',
  '/usr/local/bin',
  '/home/linuxbrew/.linuxbrew/bin',
  '/snap/bin',
  '/usr/local/go/bin',
  '/opt/local/bin',
  '/usr/bin',
];
const WINDOWS_FOLDERS = [
  'AppData/Roaming/npm',
  'AppData/Roaming/nvm/*',
  'AppData/Local/Volta/bin',
  'AppData/Local/Programs/Python/*',
  'AppData/Local/Programs/Python/*/Scripts',
  'AppData/Local/fnm_multishells/*',
  'scoop/shims',
  '.local/bin',
  '.cargo/bin',
  '.bun/bin',
  '.deno/bin',
];

/** The folders of that kind that exist, nearest to the user first. */
export async function installFolders(home: string, platform: NodeJS.Platform): Promise<string[]> {
  const patterns =
    platform === 'win32'
      ? [...WINDOWS_FOLDERS.map((folder) => path.join(home, folder)), 'C:/Program Files/nodejs']
      : [...HOME_FOLDERS.map((folder) => path.join(home, folder)), ...SYSTEM_FOLDERS];
  return (await Promise.all(patterns.map(expand))).flat();
}

async function expand(pattern: string): Promise<string[]> {
  const [before, after] = pattern.split('*');
  if (after === undefined) return [pattern];
  const versions = await readdir(before!).catch(() => [] as string[]);
  return versions
    .sort((a, b) => b.localeCompare(a, undefined, { numeric: true }))
    .map((version) => path.join(before!, version, after));
}
