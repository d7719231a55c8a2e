// How many tests of a stage passed and failed, kept in out/test/<stage>.json.

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/** @param {string} stage */
export const countsFile = (stage) => path.join(root, 'out/test', `${stage}.json`);

/** @param {string} stage */
export async function forgetCounts(stage) {
  await rm(countsFile(stage), { force: true });
}

/**
 * @param {string} stage
 * @param {Counts} counts
 */
export async function writeCounts(stage, { passed, failed }) {
  await mkdir(path.dirname(countsFile(stage)), { recursive: true });
  await writeFile(countsFile(stage), JSON.stringify({ passed, failed }));
}

/**
 * Reads what `writeCounts` or vitest's JSON reporter wrote. A stage that failed without a failed
 * test, or ran no test at all, counts as one failure.
 * @param {string} stage
 * @param {number} code the exit code of the stage
 * @returns {Promise<Counts>}
 */
export async function readCounts(stage, code) {
  const text = await readFile(countsFile(stage), 'utf8').catch(() => '{}');
  const found = JSON.parse(text);
  const passed = found.passed ?? found.numPassedTests ?? 0;
  const failed = found.failed ?? found.numFailedTests ?? 0;
  const incomplete = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: incomplete ? 1 : failed };
}
