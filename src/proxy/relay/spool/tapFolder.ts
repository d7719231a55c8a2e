import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where `portcullis tap` leaves what it has seen, and where the proxies of this user look for it: neither needs
 * to know of the other. `PORTCULLIS_HOME` names another folder.
 */
export function tapFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  return path.join(env.PORTCULLIS_HOME || stateFolder(env, platform, home), 'taps');
}

function stateFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') {
    return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'portcullis');
  }
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'portcullis');
  return path.join(env.XDG_STATE_HOME || path.join(home, '.local', 'state'), 'portcullis');
}
