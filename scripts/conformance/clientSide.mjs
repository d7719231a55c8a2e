// Our client, headless, against the suite's servers.

import { availableParallelism } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../support/paths.mjs';
import { selectScenarios } from './requirements.mjs';
import { runScenario } from './runScenario.mjs';

/**
 * @param {import('./requirements.mjs').Selection} selection
 * @returns {Promise<import('./runScenario.mjs').Row[]>}
 */
export async function runClientSide(selection) {
  const scenarios = selectScenarios(selection, 'client');
  const args = await clientArguments(path.join(root, 'out/conformance'));
  /** @type {import('./runScenario.mjs').Row[]} */
  const rows = [];
  const next = scenarios.entries();
  const work = async () => {
    for (const [index, { revision, scenario }] of next) {
      rows[index] = await runScenario({ side: 'client', revision, scenario, args });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return rows;
}

/**
 * Bundles the client and tells the suite how to start it.
 * @param {string} folder inside the project, so that packages are found from there
 */
export async function clientArguments(folder) {
  const outfile = path.join(folder, 'client.mjs');
  await build({
    entryPoints: [path.join(root, 'test/conformance/client.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  return ['client', '--command', `"${process.execPath}" "${outfile}"`];
}
