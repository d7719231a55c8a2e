// Checks each target with its own tsconfig, so that DOM types exist in the webview only.
import { spawnSync } from 'node:child_process';

const targets = [
  ...['src/shared', 'src/proxy', 'src/cli', 'src/extension', 'src/webview'],
  ...['test', 'scripts'],
];
const failed = targets.filter((target) => {
  const shell = process.platform === 'win32';
  return spawnSync('tsc', ['--project', target], { stdio: 'inherit', shell }).status !== 0;
});
if (failed.length > 0) console.error(`Type errors in ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
