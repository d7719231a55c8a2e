// The stages of `npm test`, one after the other, each shown as it runs, whatever came of the last.

import { spawn } from 'node:child_process';
import { installVSCode } from '../../test/vscode/install.mjs';
import { ensureChromium } from './chromium.mjs';
import { seconds, withProgress } from './progress.mjs';
import { countsFile, forgetCounts, readCounts } from './testCounts.mjs';

/** @typedef {import('./testCounts.mjs').Counts} Counts */

/**
 * @typedef {object} Stage
 * @property {string[]} command
 * @property {'file' | 'one' | 'failure'} counts it writes how many tests passed, or counts as one
 *   test, or is no test and counts only when it fails
 * @property {boolean} [browser] whether it needs Chromium and the headless VS Code
 */

/** @param {string} project a project of vitest.config.mts */
const vitest = (project) => [
  ...['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'],
  `--outputFile.json=${countsFile(project)}`,
];

const colors = process.stdout.isTTY ? 'force' : 'off';

/** @type {Record<string, Stage>} */
const STAGES = {
  build: { command: ['node', 'scripts/build.mjs'], counts: 'failure' },
  lint: { command: ['biome', 'ci', `--colors=${colors}`, '.'], counts: 'one' },
  types: { command: ['node', 'scripts/types.mjs'], counts: 'one' },
  unit: { command: vitest('unit'), counts: 'file' },
  integration: { command: vitest('integration'), counts: 'file' },
  component: { command: vitest('component'), counts: 'file', browser: true },
  host: { command: ['node', 'scripts/testHost.mjs'], counts: 'file', browser: true },
  e2e: { command: vitest('e2e'), counts: 'file', browser: true },
};

/**
 * @param {string[]} names of the stages to run after the build; none for all
 * @returns {Promise<number>} 1 when anything failed
 */
export async function runStages(names) {
  const unknown = names.filter((name) => !(name in STAGES));
  if (unknown.length > 0) {
    console.error(
      `No such stage: ${unknown.join(', ')}. Stages: ${Object.keys(STAGES).join(', ')}`,
    );
    return 1;
  }
  const chosen = Object.entries(STAGES).filter(
    ([name]) => name === 'build' || names.length === 0 || names.includes(name),
  );
  const tools = chosen.some(([, { browser }]) => browser) ? prepareTools() : undefined;
  /** @type {Record<string, Counts>} */
  const results = {};
  for (const [name, stage] of chosen) {
    const ready = !stage.browser || (await tools);
    results[name] = ready ? await runStage(name, stage) : notRun(name);
  }
  return summarize(results);
}

/**
 * Installs while the first stages run.
 * @returns {Promise<boolean>} whether Chromium and VS Code are there
 */
async function prepareTools() {
  const still = { animate: false, quietBelowMs: 2_000 };
  const installs = [
    withProgress('Chromium', ensureChromium, still),
    withProgress('VS Code without a desktop', installVSCode, still),
  ];
  const settled = await Promise.allSettled(installs);
  const failures = settled.filter((one) => one.status === 'rejected');
  for (const { reason } of failures)
    console.error(reason instanceof Error ? reason.message : reason);
  return failures.length === 0;
}

/**
 * @param {string} name
 * @param {Stage} stage
 * @returns {Promise<Counts>}
 */
async function runStage(name, { command: [program = '', ...args], counts: how }) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(3, 74 - name.length))}`);
  await forgetCounts(name);
  const started = performance.now();
  const code = await run(program, args);
  const counts = how === 'file' ? await readCounts(name, code) : one(code === 0);
  const time = seconds(performance.now() - started);
  console.log(`${mark(counts)} ${name}: ${words(counts)} (${time})`);
  return how === 'failure' ? { ...counts, passed: 0 } : counts;
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      process.off('SIGTERM', stop);
      if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130);
      resolve(code ?? 1);
    });
  });
}

/** @param {boolean} passed @returns {Counts} */
const one = (passed) => (passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** @param {string} name */
function notRun(name) {
  console.log(`✖ ${name}: not run, for want of Chromium or VS Code`);
  return one(false);
}

/** @param {Counts} counts */
const mark = ({ failed }) => (failed === 0 ? '✔' : '✖');

/** @param {Counts} counts */
const words = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/** @param {Record<string, Counts>} results */
function summarize(results) {
  console.log('');
  const total = { passed: 0, failed: 0 };
  for (const [name, counts] of Object.entries(results)) {
    if (counts.passed + counts.failed === 0) continue;
    console.log(`${mark(counts)} ${name.padEnd(12)} ${words(counts)}`);
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  console.log(`\n${words(total)}`);
  return total.failed === 0 ? 0 : 1;
}
