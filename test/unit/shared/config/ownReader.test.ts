import { expect, it } from 'vitest';
import { VSCODE_DIALECT } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';

const read = (entry: object) =>
  readConfig(JSON.stringify({ servers: { one: { command: 'node', ...entry } } }), VSCODE_DIALECT)
    .entries[0]!;

it('finds keys of our own beside the others', () => {
  expect(read({ readyTimeout: 5, era: 'modern' })).toMatchObject({
    readyTimeout: 5,
    era: 'modern',
    problems: [],
  });
});

it('finds them in dev.portcullis, which counts if a key is in both', () => {
  const portcullis = {
    readyTimeout: 7,
    era: 'legacy',
    clientCapabilities: { roots: false },
    answerTimeout: 0,
    restartOnCrash: true,
    build: 'compile',
    debug: { configuration: 'Attach' },
  };
  expect(
    read({ readyTimeout: 5, dev: { watch: 'src/**', build: 'old', portcullis } }),
  ).toMatchObject({
    readyTimeout: 7,
    era: 'legacy',
    offers: { roots: false },
    answerTimeout: 0,
    restartOnCrash: true,
    dev: {
      watch: ['src/**'],
      build: 'compile',
      debug: { type: 'configuration', name: 'Attach' },
    },
    problems: [],
  });
});

it('says where it stands what is wrong there, once', () => {
  const problems = (entry: object) => read(entry).problems.map(({ message }) => message);
  expect(problems({ dev: { portcullis: { readyTimeout: 'soon' } } })).toEqual([
    '`dev.portcullis.readyTimeout` must be a whole number from 1 to 86400000, but is `"soon"`.',
  ]);
  expect(problems({ dev: { portcullis: 7 } })).toEqual([
    '`dev.portcullis` must be an object, but is `7`.',
  ]);
  expect(problems({ dev: [] })).toEqual(['`dev` must be an object, but is an array.']);
});

it('keeps an entry usable whatever is wrong in it for developers', () => {
  for (const dev of [
    [],
    { watch: 5 },
    { watch: ['src/**', null] },
    { build: {} },
    { debug: { type: 'perl' } },
    { portcullis: 7 },
    { portcullis: { era: 'stone', readyTimeout: -1 } },
  ]) {
    const { problems, kind } = read({ dev });
    expect(kind).toBe('stdio');
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.filter(({ severity }) => severity !== 'warning')).toEqual([]);
  }
});
