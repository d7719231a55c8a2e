// Brings node_modules in line with package-lock.json, and does nothing when it already is.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectNode, root } from './paths.mjs';
import { withProgress } from './progress.mjs';
import { npmEnvironment, runQuietly } from './runQuietly.mjs';

/** The packages whose install scripts are needed: the Node.js binary, and esbuild's. */
const WITH_SCRIPTS = ['node', 'esbuild'];

/** Installs what is missing; nothing is run of a package's own scripts but what is named above. */
export async function installDependencies() {
  const env = npmEnvironment();
  if (!isUpToDate()) {
    // What is there already is brought up to date; `npm ci` would begin by deleting it.
    const how = existsSync(path.join(root, 'node_modules')) ? ['install', '--no-save'] : ['ci'];
    await withProgress('Installing dependencies', () =>
      runQuietly('npm', [...how, '--ignore-scripts', '--no-audit', '--no-fund'], { env }),
    );
  }
  if (!existsSync(projectNode)) {
    await withProgress('Installing Node.js 24', () =>
      runQuietly('npm', ['rebuild', ...WITH_SCRIPTS], { env }),
    );
  }
}

/**
 * Compares the lock with the one that npm leaves in node_modules when an installation is complete.
 * A package that is absent may be one for another system.
 */
export function isUpToDate(folder = root) {
  const wanted = readPackages(path.join(folder, 'package-lock.json'));
  const installed = readPackages(path.join(folder, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    if (name === '') return true;
    const found = installed[name];
    return found ? found.version === version : optional === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
