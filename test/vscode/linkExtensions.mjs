// Installs extensions from the folders where they are developed, without copying them.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Lists the folders in the file where VS Code keeps what is installed. An extension that is named in
 * an address instead needs the driver of VS Code's own tests, under which no notification is shown.
 * @param {string} extensionsDir
 * @param {string[]} extensions absolute paths of their folders
 */
export async function linkExtensions(extensionsDir, extensions) {
  const entries = await Promise.all(extensions.map(entryOf));
  await mkdir(extensionsDir, { recursive: true });
  await writeFile(path.join(extensionsDir, 'extensions.json'), JSON.stringify(entries));
}

/** @param {string} extension */
async function entryOf(extension) {
  const manifest = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
  return {
    identifier: { id: `${manifest.publisher}.${manifest.name}` },
    version: manifest.version,
    location: { $mid: 1, path: extension, scheme: 'file' },
    metadata: { installedTimestamp: Date.now(), source: 'vsix' },
  };
}
