import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { runTests } from '@vscode/test-electron';
import { CALM_SETTINGS, UNASKED_SETTINGS, writeUserSettings } from '../../test/vscode/settings.mjs';
import { root } from './paths.mjs';
import { writeCounts } from './testCounts.mjs';

const EVERYTHING = 'node_modules/@modelcontextprotocol/server-everything/dist/index.js';

/**
 * Opens VS Code on a temporary workspace with a server, and shows what the suite reports.
 * @param {{ suite: string, desktop: boolean }} options
 * @returns {Promise<number>} 0 when all passed
 */
export async function runHostTests({ suite, desktop }) {
  const tempDir = await realpath(await mkdtemp(path.join(tmpdir(), 'portcullis-host-')));
  const report = await receiveReport();
  try {
    const code = await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: path.join(root, 'test/vscode/code.mjs') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, suite),
      extensionTestsEnv: {
        PORTCULLIS_REPORT_PORT: String(report.port),
        ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
      },
      launchArgs: [await prepare(tempDir), ...folders(tempDir), '--log=off'],
    }).catch(() => 1);
    const counts = report.counts();
    if (counts) await writeCounts('host', counts);
    return code === 0 && counts && counts.passed > 0 ? 0 : 1;
  } finally {
    report.close();
    await rm(tempDir, { recursive: true, force: true });
  }
}

/** @param {string} tempDir */
const folders = (tempDir) => [
  `--user-data-dir=${path.join(tempDir, 'user')}`,
  `--extensions-dir=${path.join(tempDir, 'extensions')}`,
];

/**
 * @param {string} tempDir
 * @returns {Promise<string>} the workspace
 */
async function prepare(tempDir) {
  const settings = { ...CALM_SETTINGS, ...UNASKED_SETTINGS };
  await writeUserSettings(path.join(tempDir, 'user'), settings);
  const workspace = path.join(tempDir, 'workspace');
  await mkdir(path.join(workspace, '.vscode'), { recursive: true });
  const servers = { everything: { command: 'node', args: [path.join(root, EVERYTHING), 'stdio'] } };
  await writeFile(path.join(workspace, '.vscode/mcp.json'), JSON.stringify({ servers }, null, 2));
  return workspace;
}

/** @typedef {import('./testCounts.mjs').Counts} Counts */

/** Prints the suite's lines as they come, on a port of 127.0.0.1, and keeps its counts. */
async function receiveReport() {
  /** @type {Counts | undefined} */
  let counts;
  const server = createServer((socket) => {
    createInterface(socket).on('line', (line) => {
      const message = JSON.parse(line);
      if (typeof message.text === 'string') console.log(message.text);
      else counts = message;
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    counts: () => counts,
    close: () => server.close(),
  };
}
