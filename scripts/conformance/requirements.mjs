// What a revision of the specification requires, as the conformance suite froze it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/paths.mjs';

const suite = path.join(root, 'node_modules/@modelcontextprotocol/conformance');

/** The program of the suite, to be run by Node.js 22 or newer. */
export const suiteProgram = path.join(suite, 'dist/index.js');

/** The last one of each era. */
export const REVISIONS = ['2025-11-25', '2026-07-28'];

/** @typedef {{ revisions: string[], scenario?: string | undefined }} Selection */

/**
 * The scenarios that count.
 * @param {string} revision
 * @param {'client' | 'server'} side
 * @returns {string[]}
 */
export function scoredScenarios(revision, side) {
  const text = readFileSync(path.join(suite, `requirements/${revision}.yaml`), 'utf8');
  const list = new RegExp(`^${side}:\\n((?: {2}- .+\\n|\\s*#.*\\n)+)`, 'm').exec(text)?.[1] ?? '';
  const names = [...list.matchAll(/^ {2}- (\S+)/gm)].map(([, name]) => String(name));
  if (names.length === 0) throw new Error(`No ${side} scenarios are required by ${revision}.`);
  return names;
}

/**
 * The scored scenarios of the chosen revisions, or the named one of them.
 * @param {Selection} selection
 * @param {'client' | 'server'} side
 */
export function selectScenarios({ revisions, scenario }, side) {
  const all = revisions.flatMap((revision) =>
    scoredScenarios(revision, side).map((name) => ({ revision, scenario: name })),
  );
  const selected = all.filter((one) => scenario === undefined || one.scenario === scenario);
  if (selected.length === 0) {
    throw new Error(`No ${side} scenario ${scenario} is scored in ${revisions.join(', ')}.`);
  }
  return selected;
}
