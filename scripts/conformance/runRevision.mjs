// Runs everything that a revision requires of servers against one, and reads what was found.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suiteProgram } from './requirements.mjs';

const keepQuery = new URL('./keepQuery.mjs', import.meta.url).href;

/** @typedef {import('./runScenario.mjs').Check} Check */
/** What came of each scenario, by its name. @typedef {Map<string, Check[]>} Findings */

/**
 * @param {string} url of the server
 * @param {string} revision whose scenarios are run, at its version of the protocol
 * @param {string} [scenario] this one only
 * @returns {Promise<Findings>}
 * @throws when the suite could not run
 */
export async function runRevision(url, revision, scenario) {
  const folder = await mkdtemp(path.join(tmpdir(), 'portcullis-conformance-'));
  const which =
    scenario === undefined
      ? ['--requirements', revision]
      : // Those of extensions belong to no version, and would be left out.
        ['--scenario', scenario, '--spec-version', revision, '--force'];
  try {
    const args = ['server', '--url', url, ...which, '--output-dir', folder];
    const child = spawn(process.execPath, ['--import', keepQuery, suiteProgram, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, SERVER_URL: url },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-10_000);
      });
    }
    await once(child, 'close');
    const findings = await readFindings(folder);
    if (findings.size === 0) throw new Error(`The conformance suite found nothing:\n${output}`);
    return findings;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The suite makes a folder for each scenario: `server-NAME-TIME`.
 * @param {string} folder
 * @returns {Promise<Findings>}
 */
async function readFindings(folder) {
  /** @type {Findings} */
  const findings = new Map();
  for (const name of (await readdir(folder)).sort()) {
    const scenario = /^server-(.+?)-\d{4}-\d\d-\d\dT/.exec(name)?.[1];
    if (scenario === undefined) continue;
    findings.set(scenario, await readChecks(path.join(folder, name, 'checks.json')));
  }
  return findings;
}

/**
 * A scenario that broke off leaves no file.
 * @param {string} file
 * @returns {Promise<Check[]>}
 */
async function readChecks(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    return [{ id: 'ran-to-its-end', status: 'FAILURE', description: 'The scenario broke off' }];
  }
}
