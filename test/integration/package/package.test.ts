import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from './readZip';

/** What VS Code and the Marketplace show by these names, whatever the manifest says. */
const SHOWN = [
  'package.json',
  'package.nls.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'ThirdPartyNotices.txt',
];

/** Found by VS Code, and by Python, in a folder that is named to them. */
const BY_NAME = /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$|^media\/debug\/python\/sitecustomize\.py$/;

describe('the packaged extension', () => {
  let folder: string;
  /** By path, as VS Code finds them in the extension's folder. */
  let files: Map<string, Buffer>;
  let manifest: Record<string, unknown>;
  const textOf = (file: string) => files.get(file)?.toString('utf8') ?? '';

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portcullis-package-'));
    const vsix = path.join(folder, 'portcullis.vsix');
    await promisify(execFile)(process.execPath, ['scripts/package.mjs', '--out', vsix]);
    const entries = [...(await readZip(vsix))].filter(([name]) => name.startsWith('extension/'));
    files = new Map(entries.map(([name, data]) => [name.slice('extension/'.length), data]));
    manifest = JSON.parse(textOf('package.json'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds every file that the manifest names', () => {
    const named = strings(manifest).flatMap((text) => filePath(text) ?? []);
    expect(named).toContain('dist/extension.js');
    expect(named.filter((file) => !files.has(file))).toEqual([]);
  });

  it('holds every text that the manifest stands for', () => {
    const texts = JSON.parse(textOf('package.nls.json'));
    const keys = strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => typeof texts[key] !== 'string')).toEqual([]);
  });

  it('holds no file that nothing names', () => {
    const named = new Set(strings(manifest).flatMap((text) => filePath(text) ?? []));
    const naming = ['dist/extension.js', 'dist/webview.js', 'dist/codicon.css'];
    const code = naming.map(textOf).join('');
    const isNamed = (file: string) =>
      named.has(file) || code.includes(path.basename(file)) || BY_NAME.test(file);
    const unexpected = [...files.keys()].filter((file) => !SHOWN.includes(file) && !isNamed(file));
    expect(unexpected).toEqual([]);
  });

  it('has an icon of at least 128 pixels', () => {
    const icon = files.get(String(manifest.icon));
    expect(icon?.toString('latin1', 1, 4)).toBe('PNG');
    expect(icon?.readUInt32BE(16)).toBeGreaterThanOrEqual(128);
  });

  it('ships no source maps and no path of the machine that built it', () => {
    for (const [name, data] of files) {
      expect(name).not.toMatch(/\.map$/);
      const text = data.toString('latin1');
      expect(text.includes('sourceMappingURL'), name).toBe(false);
      expect(text.includes(process.cwd()), name).toBe(false);
    }
  });

  it('names what it contains of others, with their licences', async () => {
    const notices = textOf('ThirdPartyNotices.txt');
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
    const unnamed = Object.entries(dependencies).filter(
      ([name, version]) => !notices.includes(`${name} ${version} (`),
    );
    expect(unnamed).toEqual([]);
  });
});

/** Every string in a JSON value, at any depth. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

/** @returns the path of a file in the extension, when `text` is one */
function filePath(text: string): string | undefined {
  return /^(?:\.\/)?((?:dist|media|l10n)\/[\w./-]+\.\w+)$/.exec(text)?.[1];
}
