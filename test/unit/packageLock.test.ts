import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const locks = ['package-lock.json', 'test/vscode/package-lock.json'];

function packagesOf(lock: string): Record<string, Package> {
  return JSON.parse(readFileSync(lock, 'utf8')).packages;
}

/** Looks a name up as Node.js does: in the package's own node_modules, then in each one above it. */
function find(packages: Record<string, Package>, from: string, name: string): Package | undefined {
  for (let folder = from; ; ) {
    const found = packages[`${folder ? `${folder}/` : ''}node_modules/${name}`];
    if (found || folder === '') return found;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1));
  }
}

describe.each(locks)('%s', (lock) => {
  const packages = packagesOf(lock);

  it('names no registry address', () => {
    const named = Object.values(packages).filter(({ resolved }) => resolved !== undefined);
    expect(named).toEqual([]);
  });

  it('lists the optional packages of every system, without which `npm ci` refuses it', () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !find(packages, from, name)),
    );
    expect(missing).toEqual([]);
  });
});
