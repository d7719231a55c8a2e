import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { languageOf, readProjectFacts } from '../../../../src/extension/adding/projectFacts';

describe('readProjectFacts', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portcullis-project-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(name: string, text = ''): Promise<string> {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  it('finds the project that a file is in, and the environment above it', async () => {
    await write('packages/weather/pyproject.toml', '[project]\nname = "weather"\n');
    const python = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
    await chmod(await write(`.venv/${python}`), 0o755);
    const file = await write('packages/weather/src/server.py');
    const facts = await readProjectFacts(file, 'text', folder);
    expect(facts).toMatchObject({
      language: 'python',
      file: 'src/server.py',
      text: 'text',
      cwd: '${workspaceFolder}/packages/weather',
      files: ['pyproject.toml'],
      manifest: '[project]\nname = "weather"\n',
      venv: '../../.venv',
    });
  });

  it('needs no folder of its own where the project is the workspace folder', async () => {
    await write('package.json', '{}');
    const facts = await readProjectFacts(await write('src/server.ts'), '', folder);
    expect(facts.cwd).toBeUndefined();
    expect(facts.file).toBe('src/server.ts');
  });

  it('finds tools and what was built', async () => {
    await write('package.json', '{}');
    await write(`node_modules/.bin/tsx${process.platform === 'win32' ? '.cmd' : ''}`);
    await write('dist/server.js');
    const facts = await readProjectFacts(await write('src/server.ts'), '', folder);
    expect(facts.programs).toContain('tsx');
    expect(facts.built).toBe('dist/server.js');
    const major = Number(process.versions.node.split('.')[0]);
    expect(facts.nodeVersion?.[0]).toBe(major);
  });

  it('runs a file outside of every workspace folder from where it is', async () => {
    const file = await write('alone/server.mjs');
    const facts = await readProjectFacts(file, '', undefined);
    expect(facts.cwd).toBe(path.dirname(file).replaceAll(path.sep, '/'));
    expect(facts.file).toBe('server.mjs');
  });
});

describe('languageOf', () => {
  it.each([
    ['a.py', 'python'],
    ['a.mts', 'typescript'],
    ['a.cjs', 'javascript'],
    ['a.json', undefined],
  ])('%s is %s', (file, language) => expect(languageOf(file)).toBe(language));
});
