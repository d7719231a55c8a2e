// Installs an extension from the folder where it is developed, without copying it.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Lists the folder in the file where VS Code keeps what is installed. An extension that is named in
 * an address instead needs the driver of VS Code's own tests, under which no notification is shown.
 * @param {string} extensionsDir
 * @param {string} extension absolute path of its folder
 */
export async function linkExtension(extensionsDir, extension) {
  const manifest = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
  const entry = {
    identifier: { id: `${manifest.publisher}.${manifest.name}` },
    version: manifest.version,
    location: { $mid: 1, path: extension, scheme: 'file' },
    metadata: { installedTimestamp: Date.now(), source: 'vsix' },
  };
  await mkdir(extensionsDir, { recursive: true });
  await writeFile(path.join(extensionsDir, 'extensions.json'), JSON.stringify([entry]));
}
