// Runs one scenario of the suite and reads what it found.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { suiteProgram } from './requirements.mjs';

/**
 * @typedef {object} Row
 * @property {string} side what was tested
 * @property {string} revision
 * @property {string} scenario
 * @property {number} checks that were made and came out one way or the other
 * @property {number} passed of them
 * @property {string[]} problems checks that failed or warned, and what else went wrong
 * @property {string} [note] what else is to be known of it
 */

/** @typedef {{ id: string, status: string, description: string, errorMessage?: string }} Check */

/**
 * A warning counts as a failure, as it does for the suite.
 * @param {{ side: string, revision: string, scenario: string, args: string[] }} options
 *   `args`: of the suite's program, without scenario, revision and output.
 * @returns {Promise<Row>}
 */
export async function runScenario({ side, revision, scenario, args }) {
  const folder = await mkdtemp(path.join(tmpdir(), 'portcullis-conformance-'));
  try {
    const { code, output } = await run([
      ...args,
      ...['--scenario', scenario, '--spec-version', revision, '--output-dir', folder],
    ]);
    const checks = await readChecks(folder);
    const counted = checks.filter(({ status }) => status === 'SUCCESS' || status === 'FAILURE');
    const bad = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
    const problems = bad.map((check) => `${check.id}: ${check.errorMessage ?? check.description}`);
    if (code !== 0 && problems.length === 0) problems.push(lastLines(output, code));
    return {
      ...{ side, revision, scenario, problems },
      checks: counted.length,
      passed: counted.length - counted.filter(({ status }) => status === 'FAILURE').length,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {Row} row */
export function isPass({ checks, passed, problems }) {
  return checks > 0 && passed === checks && problems.length === 0;
}

/** @param {string[]} args */
async function run(args) {
  const child = spawn(process.execPath, [suiteProgram, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

/**
 * @param {string} folder
 * @returns {Promise<Check[]>}
 */
async function readChecks(folder) {
  const files = await readdir(folder, { recursive: true });
  const file = files.find((name) => path.basename(name) === 'checks.json');
  return file === undefined ? [] : JSON.parse(await readFile(path.join(folder, file), 'utf8'));
}

/**
 * @param {string} output
 * @param {number | null} code
 */
function lastLines(output, code) {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, 200));
  return `exit code ${code}: ${lines.slice(-12).join('\n    ')}`;
}
