import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  EXAMPLE_LANGUAGES,
  EXAMPLE_TOOL,
  EXAMPLES,
  freeName,
  installSteps,
  isExampleLanguage,
} from '../../../../src/extension/welcome/exampleFiles';

const root = new URL('../../../../', import.meta.url);
const media = (path: string) => new URL(`media/example/${path}`, root);
const read = (file: URL) => readFileSync(file, 'utf8');

describe.each(EXAMPLE_LANGUAGES)('the example in %s', (language) => {
  const { files, program } = EXAMPLES[language];

  it('has all its files, and the tool that the Inspector opens on', () => {
    expect(files).toContain(program);
    for (const name of files) expect(existsSync(media(`${language}/${name}`))).toBe(true);
    expect(read(media(`${language}/${program}`))).toContain(EXAMPLE_TOOL);
  });
});

it('asks for libraries that the program imports, and for all of them', () => {
  const { dependencies } = JSON.parse(read(media('typescript/package.json')));
  const imported = [
    ...read(media('typescript/server.ts')).matchAll(/from '((?:@\w+\/)?[\w-]+)/g),
  ].map(([, name]) => name!);
  expect([...new Set(imported)].toSorted()).toEqual(Object.keys(dependencies).toSorted());
});

describe('installSteps', () => {
  it('leaves it to uv where there is one', () => {
    expect(installSteps('python', { hasUv: true, windows: false })).toEqual([]);
  });

  it('gets what the script itself says that it needs', () => {
    const [venv, pip] = installSteps('python', { hasUv: false, windows: false });
    expect(venv).toEqual({ command: 'python3', args: ['-m', 'venv', '.venv'] });
    expect(pip!.command).toBe('.venv/bin/python');
    const needed = pip!.args.at(-1)!;
    expect(read(media('python/server.py'))).toContain(`dependencies = ["${needed}"]`);
    expect(installSteps('python', { hasUv: false, windows: true })[1]!.command).toBe(
      '.venv\\Scripts\\python',
    );
  });

  it('runs npm for TypeScript', () => {
    const [npm] = installSteps('typescript', { hasUv: false, windows: false });
    expect([npm!.command, npm!.args[0]]).toEqual(['npm', 'install']);
  });
});

it('finds a name that is free', () => {
  const taken = new Set(['a', 'a-2']);
  expect(freeName('a', (name) => taken.has(name))).toBe('a-3');
  expect(freeName('b', (name) => taken.has(name))).toBe('b');
});

it('knows its languages', () => {
  expect(['python', 'cobol', undefined].map(isExampleLanguage)).toEqual([true, false, false]);
});
