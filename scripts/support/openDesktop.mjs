import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CALM_SETTINGS, writeUserSettingsOnce } from '../../test/vscode/settings.mjs';
import { root } from './paths.mjs';

/** The workspace to try the extension on. */
export const EXAMPLE = path.join(root, 'examples/workspace');
/** What is kept of such a VS Code between two starts. It is apart from the user's own. */
export const START_DATA = path.join(root, '.cache/start');

/** @returns {string | undefined} the `code` on the PATH, where it can open a window */
export function findDesktopCode() {
  // In a terminal of a remote VS Code, `code` cannot load an extension from a folder.
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}

/**
 * Opens the desktop VS Code and stays until its window is closed.
 * @param {string} code
 * @returns {Promise<number>}
 */
export async function openDesktop(code) {
  const userDataDir = path.join(START_DATA, 'desktop');
  await writeUserSettingsOnce(userDataDir, CALM_SETTINGS);
  const args = [
    ...[`--extensionDevelopmentPath=${root}`, `--user-data-dir=${userDataDir}`],
    ...[`--extensions-dir=${path.join(userDataDir, 'extensions')}`, '--disable-workspace-trust'],
    ...['--new-window', '--wait'],
    // VS Code refuses to run as root without this.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    EXAMPLE,
  ];
  const child = spawn(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(
    'VS Code opens on examples/workspace. Close its window, or press Ctrl+C here, to end.',
  );
  const stop = () => child.kill();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 0));
  });
}
