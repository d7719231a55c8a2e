import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expandVariables,
  type Variable,
  type VariableDialect,
} from '../../../../src/shared/config/expandVariables';

const values: Record<string, string | undefined> = {
  workspaceFolder: '/w',
  '/': '/',
  'env:A': 'a',
  'env:EMPTY': '',
  'env:NESTED': '${env:A}',
  'input:which': 'A',
};

const resolve = ({ name, argument }: Variable) =>
  values[argument === undefined ? name : `${name}:${argument}`];

const expand = (text: string, dialect: VariableDialect = 'vscode') =>
  expandVariables(text, resolve, dialect);

describe('expandVariables', () => {
  it.each([
    ['${workspaceFolder}${/}x', '/w/x'],
    ['a${env:A}b${env:A}', 'aaba'],
    ['${env:EMPTY}', ''],
    ['${env:NESTED}', '${env:A}'],
    ['${env:${input:which}}', 'a'],
    ['$A ${ $${env:A}', '$A ${ $${env:A}'],
    ['${env:A', '${env:A'],
    ['}${env:A}{', '}a{'],
    ['\\${env:A}', '\\a'],
  ])('%s → %s', async (text, expected) => {
    expect(await expand(text)).toEqual({ text: expected, unresolved: [] });
  });

  it.each([
    ['${env:B}/${env:A}', '${env:B}/a', ['${env:B}']],
    ['${}', '${}', ['${}']],
    ['${A}', '${A}', ['${A}']],
    ['${env:${env:B}}', '${env:${env:B}}', ['${env:${env:B}}']],
  ])('leaves what is unknown as written: %s', async (text, expected, unresolved) => {
    expect(await expand(text)).toEqual({ text: expected, unresolved });
  });

  it.each([
    ['${A}', 'a', []],
    ['${B:-fallback}', 'fallback', []],
    ['${A:-fallback}', 'a', []],
    ['${EMPTY:-fallback}', 'fallback', []],
    ['${B:-}', '', []],
    ['${B:-{"x":{}}}', '{"x":{}}', []],
    ['${B:-${A}}', 'a', []],
    ['${env:A}', 'a', []],
    ['${workspaceFolder}', '/w', []],
    ['${env:-x}', 'x', []],
    ['${B}', '${B}', ['${B}']],
    ['${B:-${C}}', '${B:-${C}}', ['${B:-${C}}']],
  ])('reads a shell variable: %s → %s', async (text, expected, unresolved) => {
    expect(await expand(text, 'claude')).toEqual({ text: expected, unresolved });
  });

  it('rejects when the resolver throws', async () => {
    await expect(
      expandVariables('${input:x}', () => {
        throw new Error('dismissed');
      }),
    ).rejects.toThrow('dismissed');
  });

  const plain = fc.string().map((text) => text.replaceAll('${', '$ {').replace(/\$$/, ''));
  const name = fc.stringMatching(/^[A-Za-z]{1,8}$/);

  it('leaves a text without variables alone', async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        expect(await expand(text)).toEqual({ text, unresolved: [] });
      }),
    );
  });

  it('puts every value in its place, unread', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(plain, name, fc.string())), async (parts) => {
        const text = parts.map(([before, key], at) => `${before}\${env:${key}${at}}`).join('');
        const env = new Map(parts.map(([, key, value], at) => [`${key}${at}`, value]));
        const result = await expandVariables(text, ({ argument }) => env.get(argument ?? ''));
        expect(result.text).toBe(parts.map(([before, , value]) => before + value).join(''));
        expect(result.unresolved).toEqual([]);
      }),
    );
  });

  it('ends, and changes nothing, whatever it is given when nothing is known', async () => {
    const soup = fc
      .array(fc.constantFrom('$', '{', '}', '${', ':', ':-', 'A', 'env:'))
      .map((p) => p.join(''));
    await fc.assert(
      fc.asyncProperty(soup, async (text) => {
        expect((await expandVariables(text, () => undefined)).text).toBe(text);
      }),
    );
  });
});
