// Checks each target with its own tsconfig, so that DOM types exist in the webview only.
import { spawnSync } from 'node:child_process';

const targets = ['src/shared', 'src/proxy', 'src/cli', 'src/extension', 'src/webview', 'test'];
let failed = 0;
for (const target of targets) {
  const { status } = spawnSync('tsc', ['--project', target], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
