// The first line of `npm start` and `npm test`: on a fresh clone with Node.js 20 and npm it installs
// what is missing, then continues in the project's own Node.js 24.

import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './dependencies.mjs';
import { projectNode, root } from './paths.mjs';

/**
 * Returns only in the project's own Node.js; in any other one it runs the script there and ends
 * with its exit code.
 * @param {string} scriptUrl `import.meta.url` of the script
 */
export async function bootstrap(scriptUrl) {
  process.chdir(root);
  requireNode20();
  try {
    await installDependencies();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  if (realpathSync(process.execPath) === realpathSync(projectNode)) endWithParent();
  else process.exit(await continueInProjectNode(fileURLToPath(scriptUrl)));
}

function requireNode20() {
  if (Number.parseInt(process.versions.node, 10) >= 20) return;
  console.error(`Node.js 20 or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

/** The channel to the outer process closes with it, however it ended. */
function endWithParent() {
  const bin = path.join(root, 'node_modules', '.bin');
  process.env.PATH = [bin, process.env.PATH].join(path.delimiter);
  if (!process.channel) return;
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

/**
 * @param {string} script
 * @returns {Promise<number>}
 */
function continueInProjectNode(script) {
  const child = spawn(projectNode, [script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal sends Ctrl+C to both: the inner one decides what it means.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
