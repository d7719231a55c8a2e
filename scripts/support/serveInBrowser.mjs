import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installVSCode, isVSCodeInstalled } from '../../test/vscode/install.mjs';
import { linkExtensions } from '../../test/vscode/linkExtensions.mjs';
import { startServer } from '../../test/vscode/server.mjs';
import { CALM_SETTINGS, writeUserSettingsOnce } from '../../test/vscode/settings.mjs';
import { windowAddress } from '../../test/vscode/workbench.mjs';
import { EXAMPLE, START_DATA } from './openDesktop.mjs';
import { root } from './paths.mjs';
import { withProgress } from './progress.mjs';

/**
 * Serves the headless VS Code to a browser of this machine, until Ctrl+C.
 * @returns {Promise<number>}
 */
export async function serveInBrowser() {
  if (!isVSCodeInstalled()) await withProgress('Installing VS Code for a browser', installVSCode);
  const server = await withProgress('Starting VS Code', start);
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(true));
  });
  console.log(`
  VS Code with Portcullis, on examples/workspace:

    ${windowAddress(server, { folder: EXAMPLE })}

  Open this address in a browser. Ctrl+C ends VS Code and every server it started.
`);
  const asked = await Promise.race([stopped, server.ended.then(() => false)]);
  if (!asked) console.error('VS Code ended by itself.');
  await withProgress('Ending VS Code', server.stop);
  return asked ? 0 : 1;
}

async function start() {
  const extensionsDir = path.join(START_DATA, 'web/extensions');
  const userDataDir = path.join(START_DATA, 'web/user');
  await linkExtensions(extensionsDir, [root]);
  await writeUserSettingsOnce(userDataDir, CALM_SETTINGS);
  const tempDir = await realpath(await mkdtemp(path.join(tmpdir(), 'portcullis-')));
  const folders = { userDataDir, extensionsDir, tempDir, remove: [tempDir] };
  return startServer({ ...folders, shellEnvironment: true });
}
