#!/usr/bin/env node
// VS Code without a desktop: takes VS Code's own arguments and starts the headless build. With
// `--extensionTestsPath` it runs the tests in Chromium and ends with their exit code; otherwise it
// prints the address to open in a browser and stays until Ctrl+C.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectNode } from '../../scripts/support/paths.mjs';
import { withProgress } from '../../scripts/support/progress.mjs';
import { parseCodeArguments } from './codeArguments.mjs';
import { installVSCode, isVSCodeInstalled } from './install.mjs';
import { runExtensionTests } from './runExtensionTests.mjs';
import { cleanEnvironment, folderArguments, serverMain, startServer } from './server.mjs';
import { CALM_SETTINGS, writeUserSettings } from './settings.mjs';
import { windowAddress } from './workbench.mjs';

const USAGE = `Usage: code.mjs [options] [folder]

  --extensionDevelopmentPath <folder>  load the extension in it
  --extensionTestsPath <module>        run its run() in the extension host, and end with its code
  --user-data-dir <folder>             default: a temporary one
  --extensions-dir <folder>            default: in the user data folder
  --disable-workspace-trust            open the folder as trusted
  --log <level>                        what a test run prints: trace, debug, info, warn, error, off
  --install-extension <id or .vsix>, --uninstall-extension <id>, --list-extensions, --version`;

const args = parseCodeArguments(process.argv.slice(2));
const stopRequest = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => stopRequest.abort());
}
if (args.help) console.log(USAGE);
else process.exitCode = await main();

async function main() {
  if (!isVSCodeInstalled())
    await withProgress('Installing VS Code without a desktop', installVSCode);
  // A short path: it holds sockets.
  const tempDir = await mkdtemp(path.join(tmpdir(), 'portcullis-'));
  const userDataDir = args.userDataDir ?? path.join(tempDir, 'user');
  const extensionsDir = args.extensionsDir ?? path.join(userDataDir, 'extensions');
  if (args.task.length > 0) {
    const code = await runTask(folderArguments({ userDataDir, extensionsDir }));
    await rm(tempDir, { recursive: true, force: true });
    return code;
  }
  if (!args.userDataDir) await writeUserSettings(userDataDir, CALM_SETTINGS);
  const { workspaceTrust } = args;
  const folders = { userDataDir, extensionsDir, tempDir, remove: [tempDir] };
  const server = await startServer({ ...folders, workspaceTrust, testDriver: true });
  try {
    if (args.extensionTestsPath) {
      return await runExtensionTests(server, tempDir, args, stopRequest.signal);
    }
    console.log(windowAddress(server, args));
    return await stopped(server);
  } finally {
    await server.stop();
  }
}

/**
 * @param {string[]} folders
 * @returns {Promise<number>}
 */
function runTask(folders) {
  const child = spawn(projectNode, [serverMain(), ...args.task, ...folders], {
    env: cleanEnvironment(),
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** @param {import('./server.mjs').Server} server */
async function stopped(server) {
  const { signal } = stopRequest;
  const asked = new Promise((resolve) => signal.addEventListener('abort', () => resolve(0)));
  return Promise.race([asked, server.ended.then((code) => code ?? 1)]);
}
