// `npm run package`: builds for production and packs portcullis-<version>.vsix (or `--out <file>`),
// with the notices of every package that is in the bundles.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './support/bootstrap.mjs';

await bootstrap(import.meta.url);
const { createVSIX } = await import('@vscode/vsce');
const { bundledPackages, noticesText } = await import('./support/bundledPackages.mjs');

/** What goes to the folder that is packed; `.vscodeignore` says what of it is shipped. */
const FILES = ['README.md', 'LICENSE', 'CHANGELOG.md', 'media', 'l10n', '.vscodeignore'];

const manifest = JSON.parse(await readFile('package.json', 'utf8'));
const { values } = parseArgs({ options: { out: { type: 'string' } } });
const target = path.resolve(values.out ?? `${manifest.name}-${manifest.version}.vsix`);
// Apart from dist/, which a VS Code may be running from.
const stage = await mkdtemp(path.join(tmpdir(), 'portcullis-package-'));
try {
  await fillStage();
  await createVSIX({ cwd: stage, packagePath: target, dependencies: false });
  const { size } = await stat(target);
  console.log(`${path.relative('.', target)}: ${Math.round(size / 1024)} KiB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(stage, { recursive: true, force: true });
}

async function fillStage() {
  const texts = (await readdir('.')).filter((file) => /^package\.nls.*\.json$/.test(file));
  for (const name of [...FILES, ...texts].filter((file) => existsSync(file))) {
    await cp(name, path.join(stage, name), { recursive: true });
  }
  // What only development needs is not shipped.
  const { scripts, dependencies, devDependencies, private: _, ...shipped } = manifest;
  await writeFile(path.join(stage, 'package.json'), JSON.stringify(shipped, null, 2));
  const dist = path.join(stage, 'dist');
  const build = ['scripts/build.mjs', '--production', '--out', dist];
  const { status } = spawnSync(process.execPath, build, { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
  const packages = await bundledPackages(await readMetafiles(path.join(dist, 'meta')));
  await writeFile(path.join(stage, 'ThirdPartyNotices.txt'), noticesText(packages));
}

/** @param {string} folder */
async function readMetafiles(folder) {
  const files = await readdir(folder);
  return Promise.all(
    files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), 'utf8'))),
  );
}
