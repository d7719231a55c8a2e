// `npm run conformance [client|server] [--revision R] [--scenario S]`: the official conformance suite,
// against our client and against servers seen directly and through the relay. Fails when a scored scenario
// fails, or passes without having checked anything.

import { parseArgs } from 'node:util';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { REVISIONS, scoredScenarios } = await import('./conformance/requirements.mjs');
const { printTable } = await import('./conformance/printTable.mjs');

/**
 * What a side gives back: a row for each scenario that it ran.
 * @type {Record<string, () => Promise<(options: import('./conformance/requirements.mjs').Selection) => Promise<import('./conformance/runScenario.mjs').Row[]>>>}
 */
const SIDES = {
  client: async () => (await import('./conformance/clientSide.mjs')).runClientSide,
  server: async () => (await import('./conformance/serverSide.mjs')).runServerSide,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { revision: { type: 'string' }, scenario: { type: 'string' } },
});
const revisions = values.revision ? [values.revision] : REVISIONS;
const known = revisions.every((revision) => REVISIONS.includes(revision));
const named = positionals.length > 0 ? positionals : Object.keys(SIDES);
const sides = known && named.every((side) => side in SIDES) ? named.filter(hasScenario) : [];
if (sides.length === 0) {
  console.error(`Usage: npm run conformance -- [${Object.keys(SIDES).join('|')}]`);
  console.error(`         [--revision ${REVISIONS.join('|')}] [--scenario NAME]`);
  process.exit(2);
}

const rows = [];
for (const side of sides) {
  const run = await SIDES[side]?.();
  if (run) rows.push(...(await run({ revisions, scenario: values.scenario })));
}
process.exitCode = printTable(rows) ? 0 : 1;

/** @param {string} side */
function hasScenario(side) {
  const { scenario } = values;
  if (scenario === undefined) return true;
  const of = side === 'client' ? 'client' : 'server';
  return revisions.some((revision) => scoredScenarios(revision, of).includes(scenario));
}
