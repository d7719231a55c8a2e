// Every Node program of a server that is debugged loads this first (NODE_OPTIONS). It opens the inspector, says
// where in a file of the folder that PORTCULLIS_DEBUGGEES names, and waits until a debugger has come and set its
// breakpoints. Runs in any Node since 16.
'use strict';

/** Packages whose programs only start the one that is meant. */
const RUNNERS = new Set([
  'npm',
  'npx',
  'pnpm',
  'yarn',
  '@yarnpkg/cli-dist',
  'corepack',
  'tsx',
  'nodemon',
  'concurrently',
  'cross-env',
  'dotenv-cli',
  'dotenvx',
  '@dotenvx/dotenvx',
  'env-cmd',
  'npm-run-all',
  'npm-run-all2',
  'turbo',
  'nx',
  'wireit',
  'lerna',
  'supergateway',
]);
const RUNNER_SCRIPT = /^(?:npm|npx|pnpm|pnpx|yarn|yarnpkg|corepack)(?:-cli)?(?:\.[cm]?js)?$/;
const PACKAGE = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/g;

/** @param {string | undefined} script */
function isRunner(script) {
  const watches = process.execArgv.some((argument) => argument.startsWith('--watch'));
  if (watches && process.env.WATCH_REPORT_DEPENDENCIES === undefined) return true;
  if (script === undefined) return false;
  const { realpathSync } = require('node:fs');
  const { basename } = require('node:path');
  let real = script;
  try {
    real = realpathSync(script);
  } catch {
    // Node will say itself what is wrong with it.
  }
  const names = [...real.matchAll(PACKAGE)];
  const name = names.length > 0 ? names[names.length - 1][1].replace('\\', '/') : undefined;
  return (name !== undefined && RUNNERS.has(name)) || RUNNER_SCRIPT.test(basename(real));
}

function announce(folder) {
  const { existsSync, renameSync, writeFileSync } = require('node:fs');
  const path = require('node:path');
  const inspector = require('node:inspector');
  // The debugger has gone: nobody would come.
  if (!existsSync(folder)) return;
  // Opened already if the program itself was given --inspect.
  if (inspector.url() === undefined) inspector.open(0, '127.0.0.1');
  const script = process.argv[1];
  const about = {
    kind: 'node',
    pid: process.pid,
    title: script === undefined ? 'node' : path.basename(script),
    websocketAddress: inspector.url(),
  };
  const file = path.join(folder, `${process.pid}.json`);
  writeFileSync(`${file}.part`, JSON.stringify(about));
  renameSync(`${file}.part`, file);
  inspector.waitForDebugger();
}

const folder = process.env.PORTCULLIS_DEBUGGEES;
if (folder && require('node:worker_threads').isMainThread && !isRunner(process.argv[1])) {
  try {
    announce(folder);
  } catch {
    // A program that may not do so, such as under a permission model, runs without a debugger.
  }
}
