// Where the project and its tools are. Plain Node 20, no dependency: it runs before anything is installed.

import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The Node.js that the project brings with it, as a development dependency. */
export const projectNode = path.join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** A folder for what all clones on this machine share. `PORTCULLIS_CACHE` moves it. */
export function cacheFolder() {
  if (process.env.PORTCULLIS_CACHE) return path.resolve(process.env.PORTCULLIS_CACHE);
  if (process.env.XDG_CACHE_HOME) return path.join(process.env.XDG_CACHE_HOME, 'portcullis');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Caches/portcullis');
  if (process.env.LOCALAPPDATA) return path.join(process.env.LOCALAPPDATA, 'portcullis');
  return path.join(homedir(), '.cache/portcullis');
}
