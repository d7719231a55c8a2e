// Servers, directly and through the relay.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../support/paths.mjs';
import { compareRoutes, scoreServer } from './compareRoutes.mjs';
import { scoredScenarios, selectScenarios } from './requirements.mjs';
import { runRevision } from './runRevision.mjs';

/** @typedef {typeof import('../../test/conformance/server')} Servers */

/**
 * @param {import('./requirements.mjs').Selection} selection
 * @returns {Promise<import('./runScenario.mjs').Row[]>}
 */
export async function runServerSide(selection) {
  const selected = selectScenarios(selection, 'server');
  const revisions = [...new Set(selected.map(({ revision }) => revision))];
  const { openRoutes } = await loadServers();
  const rows = [];
  for (const name of /** @type {const} */ (['everythingModern', 'server-everything'])) {
    const routes = await openRoutes(name, root);
    try {
      for (const revision of revisions) {
        const direct = await runRevision(routes.direct, revision, selection.scenario);
        const relayed = await runRevision(routes.relayed, revision, selection.scenario);
        if (name === 'everythingModern') {
          const scored = scoredScenarios(revision, 'server').filter(
            (one) => selection.scenario === undefined || one === selection.scenario,
          );
          rows.push(...scoreServer(`${name}, directly`, revision, direct, scored));
        }
        const side = `${name}, through the relay as directly`;
        rows.push(...compareRoutes(side, revision, direct, relayed));
      }
    } finally {
      await routes.close();
    }
  }
  return rows;
}

/**
 * Bundled as the proxy is.
 * @returns {Promise<Servers>}
 */
async function loadServers() {
  const outfile = path.join(root, 'out/conformance/server.mjs');
  await build({
    entryPoints: [path.join(root, 'test/conformance/server.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
