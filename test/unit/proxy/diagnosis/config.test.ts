import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { ConfigProblem } from '../../../../src/shared/model/server';
import { factsOf, stdio } from './facts';

function factsWith(...problems: ConfigProblem[]) {
  return factsOf({ definition: { ...stdio(), problems }, step: 'config' });
}

describe('a problem of the entry', () => {
  test('config.file-invalid names the place and opens it', () => {
    const diagnosis = diagnose(
      factsWith({
        code: 'config.file-invalid',
        message: 'Line 4: expected a string',
        value: 'args',
        property: 'args',
      }),
    );
    expect(diagnosis.code).toBe('config.file-invalid');
    expect(diagnosis.explanation).toContain('Line 4: expected a string.');
    expect(diagnosis.evidence).toContainEqual({
      label: 'Where',
      value: '.vscode/mcp.json:file:///home/ada/weather/.vscode/mcp.json:4',
    });
    expect(diagnosis.fixes.map(({ action }) => action)).toEqual([{ kind: 'openEntry' }]);
  });

  test.each([
    ['${' + 'env:API_KEY}', 'API_KEY'],
    ['${' + 'API_KEY}', 'API_KEY'],
  ])('config.variable-unresolved: %s can be set', (value, name) => {
    const diagnosis = diagnose(
      factsWith({
        code: 'config.variable-unresolved',
        message: `${value} is not set.`,
        value,
        property: 'env.KEY',
      }),
    );
    expect(diagnosis).toMatchObject({
      code: 'config.variable-unresolved',
      title: `${value} has no value`,
    });
    expect(diagnosis.evidence).toContainEqual({ label: 'Property', value: 'env.KEY' });
    expect(diagnosis.fixes[0]?.action).toEqual({ kind: 'setEnvironmentVariable', name });
  });

  test('an input without a definition can only be corrected', () => {
    const diagnosis = diagnose(
      factsWith({
        code: 'config.variable-unresolved',
        message: 'There is no input with the id "key".',
        value: '${' + 'input:key}',
      }),
    );
    expect(diagnosis.fixes.map(({ id }) => id)).toEqual(['openEntry']);
  });

  test('config.env-file-missing creates the file', () => {
    const value = '/home/ada/weather/.env';
    const diagnosis = diagnose(
      factsWith({ code: 'config.env-file-missing', message: 'There is no such file.', value }),
    );
    expect(diagnosis.code).toBe('config.env-file-missing');
    expect(diagnosis.evidence).toContainEqual({ label: 'Value', value });
    expect(diagnosis.fixes[0]?.action).toEqual({ kind: 'createFile', path: value });
  });

  test('config.cwd-missing creates the folder', () => {
    const value = '/home/ada/wether';
    const diagnosis = diagnose(
      factsWith({ code: 'config.cwd-missing', message: 'There is no such folder.', value }),
    );
    expect(diagnosis.code).toBe('config.cwd-missing');
    expect(diagnosis.fixes[0]?.action).toEqual({ kind: 'createFolder', path: value });
  });

  test('config.url-invalid shows the value', () => {
    const diagnosis = diagnose(
      factsWith({
        code: 'config.url-invalid',
        message: '"localhost:3000" is not an http or https URL.',
        value: 'localhost:3000',
      }),
    );
    expect(diagnosis).toMatchObject({
      code: 'config.url-invalid',
      title: '“localhost:3000” is no http or https URL',
    });
  });

  test('further problems are told too', () => {
    const diagnosis = diagnose(
      factsWith(
        { code: 'config.cwd-missing', message: 'No folder.', value: '/a' },
        { code: 'config.env-file-missing', message: 'No file.', value: '/b' },
      ),
    );
    expect(diagnosis.code).toBe('config.cwd-missing');
    expect(diagnosis.evidence).toContainEqual({ label: 'Also', value: 'No file.' });
  });

  test('not: problems that did not stop the launch', () => {
    const facts = {
      ...factsWith({ code: 'config.cwd-missing', message: 'No folder.', value: '/a' }),
      step: 'process' as const,
      exit: { code: 3, signal: null },
    };
    expect(diagnose(facts).code).toBe('process.exited');
  });
});
