import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode } from './support/launchVSCode';
import { everythingStdio, workspaceOf } from './support/workspaces';

it('the packaged extension inspects a server once it is installed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'portcullis-package-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const vsix = path.join(folder, 'portcullis.vsix');
  await promisify(execFile)(process.execPath, ['scripts/package.mjs', '--out', vsix], {
    cwd: root,
  });
  const vscode = await launchVSCode({
    extension: vsix,
    workspace: workspaceOf({ everything: everythingStdio }),
  });
  const inspector = await Inspector.open(vscode, 'everything');
  await inspector.whenReady();
  await inspector.openTool('get-sum');
  await inspector.field('a').fill('19');
  await inspector.field('b').fill('23');
  await inspector.run();
  await inspector.result.getByText('The sum of 19 and 23 is 42').waitFor();
  const proxy = vscode.processes().find(({ command }) => command.includes('proxy.js'));
  expect(proxy?.command).toContain('/extensions/portcullis.portcullis-');
  expect(await vscode.close()).toEqual([]);
});
