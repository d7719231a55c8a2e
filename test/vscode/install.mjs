// Installs the headless build of VS Code once a machine, in the cache that all clones share.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, projectNode } from '../../scripts/support/paths.mjs';
import { npmEnvironment, runQuietly } from '../../scripts/support/runQuietly.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const INPUTS = ['package.json', 'package-lock.json', '.npmrc'];
const SERVER = 'node_modules/code-server/lib/vscode';
/** Their compiled parts are wanted; the server runs without them, but logs an error for each. */
const NATIVE = ['@vscode/spdlog', '@vscode/native-watchdog', 'node-pty'];
const NPM_FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund'];
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** The folder of the server, where `out/server-main.js` is, once it is installed. */
export function vscodeFolder() {
  const hash = createHash('sha256');
  for (const name of INPUTS) hash.update(readFileSync(path.join(here, name)));
  const { version } = JSON.parse(readFileSync(path.join(here, 'package-lock.json'), 'utf8'))
    .packages['node_modules/code-server'];
  const key = [version, process.platform, process.arch, hash.digest('hex').slice(0, 8)].join('-');
  return path.join(cacheFolder(), `vscode-${key}`, SERVER);
}

export const isVSCodeInstalled = () => existsSync(path.join(vscodeFolder(), 'out/server-main.js'));

/**
 * Installs it beside its place and moves it there when it is whole, so that a run that was
 * interrupted leaves nothing half done, and two at once do not disturb each other.
 * @returns {Promise<string>} the folder of the server
 */
export async function installVSCode() {
  const server = vscodeFolder();
  if (isVSCodeInstalled()) return server;
  const target = server.slice(0, -SERVER.length - 1);
  await mkdir(path.dirname(target), { recursive: true });
  await removeAbandoned(path.dirname(target));
  const building = await mkdtemp(path.join(path.dirname(target), 'installing-'));
  try {
    await installInto(building);
    await rename(building, target);
  } catch (error) {
    // Another run was first: its installation is as good.
    if (!isVSCodeInstalled()) throw error;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return server;
}

/** @param {string} folder */
async function installInto(folder) {
  const env = npmEnvironment();
  for (const name of INPUTS) await cp(path.join(here, name), path.join(folder, name));
  await runQuietly('npm', ['ci', ...NPM_FLAGS], { cwd: folder, env });
  const cwd = path.join(folder, SERVER);
  await runQuietly('npm', ['install', '--omit=dev', ...NPM_FLAGS], { cwd, env });
  const withProjectNode = {
    ...env,
    PATH: [path.dirname(projectNode), env.PATH].join(path.delimiter),
  };
  await runQuietly('npm', ['rebuild', ...NATIVE], { cwd, env: withProjectNode }).catch(() => {
    process.stderr.write('  (its native modules were not built: it runs without them)\n');
  });
}

/** @param {string} folder */
async function removeAbandoned(folder) {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('installing-')) continue;
    const { mtimeMs } = await stat(path.join(folder, name));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) {
      await rm(path.join(folder, name), { recursive: true, force: true });
    }
  }
}
