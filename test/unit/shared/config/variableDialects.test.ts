import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandVariables, type Variable } from '../../../../src/shared/config/expandVariables';
import {
  translateVariables,
  writeVariables,
} from '../../../../src/shared/config/translateVariables';
import { variableReferences } from '../../../../src/shared/config/variableReferences';
import { VARIABLE_RULES, type VariableDialect } from '../../../../src/shared/config/variableRules';

const values: Record<string, string | undefined> = {
  workspaceFolder: '/w',
  userHome: '/home/ada',
  '/': '/',
  cwd: '/cwd',
  'env:A': 'a',
  'env:AB': 'ab',
  'env:EMPTY': '',
};
const resolve = ({ name, argument }: Variable) =>
  values[argument === undefined ? name : `${name}:${argument}`];
const DIALECTS = Object.keys(VARIABLE_RULES) as VariableDialect[];

describe('what is a variable', () => {
  it.each<[VariableDialect, string, string, string[]]>([
    ['none', '${env:A} ${A} $A ${workspaceFolder}', '${env:A} ${A} $A ${workspaceFolder}', []],
    ['cursor', '${workspaceFolder}${/}${env:A}', '/w/a', []],
    ['cursor', '${userHome} ${A} $A ${cwd} ${input:x}', '/home/ada ${A} $A ${cwd} ${input:x}', []],
    ['cursor', '${env:NOPE}', '${env:NOPE}', ['${env:NOPE}']],
    ['env', '${env:A} ${workspaceFolder} ${A}', 'a ${workspaceFolder} ${A}', []],
    ['env', '${env:NOPE}', '${env:NOPE}', ['${env:NOPE}']],
    ['gemini', '$A ${A} $AB', 'a a ab', []],
    ['gemini', '${A}B/$A/b', 'aB/a/b', []],
    ['gemini', '${NOPE:-x}${EMPTY:-y}', 'xy', []],
    ['gemini', 'Bearer $TOKEN', 'Bearer $TOKEN', ['$TOKEN']],
    ['gemini', '${lower}', '${lower}', ['${lower}']],
    // A dollar that is none of a variable's.
    ['gemini', '5$ a$B pa$$WORD $5 $lower 100$', '5$ a$B pa$$WORD $5 $lower 100$', []],
    ['gemini', '${workspaceFolder:x} ${not a name}', '${workspaceFolder:x} ${not a name}', []],
    ['gemini', '${A $A', '${A a', []],
  ])('%s: %s → %s', async (dialect, text, expected, unresolved) => {
    expect(await expandVariables(text, resolve, dialect)).toEqual({ text: expected, unresolved });
  });

  const soup = fc
    .array(
      fc.constantFrom(
        '$',
        '{',
        '}',
        '${',
        ':',
        ':-',
        'A',
        'env:',
        '/',
        'workspaceFolder',
        ' ',
        'é',
      ),
    )
    .map((parts) => parts.join(''));
  const anything = fc.oneof(soup, fc.string({ unit: 'grapheme' }));

  it.each(DIALECTS)('%s: cuts a text up and loses nothing of it', (dialect) => {
    fc.assert(
      fc.property(anything, (text) => {
        const parts = variableReferences(text, dialect);
        expect(parts.map((part) => (typeof part === 'string' ? part : part.written)).join('')).toBe(
          text,
        );
      }),
    );
  });

  it.each(DIALECTS)('%s: leaves a text as it is when nothing has a value', async (dialect) => {
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const none = await expandVariables(text.replaceAll(':-', ''), () => undefined, dialect);
        expect(none.text).toBe(text.replaceAll(':-', ''));
      }),
    );
  });

  it.each(DIALECTS)('%s: never reads a value that it has put in', async (dialect) => {
    await fc.assert(
      fc.asyncProperty(anything, soup, async (text, value) => {
        const asked: string[] = [];
        const inside = await expandVariables(
          text,
          ({ name, argument }) => {
            asked.push(`${name}:${argument}`);
            return value;
          },
          dialect,
        );
        const expected = variableReferences(text, dialect)
          .map((part) => (typeof part === 'string' || nests(part) ? part : value))
          .filter((part) => typeof part === 'string');
        if (
          !variableReferences(text, dialect).some((part) => typeof part !== 'string' && nests(part))
        ) {
          expect(inside.text).toBe(expected.join(''));
        }
        if (dialect === 'none') expect(asked).toEqual([]);
      }),
    );
  });

  /** An argument or a default with variables of its own is asked for in other words. */
  function nests(part: { argument?: string; fallback?: string }): boolean {
    return part.fallback !== undefined || (part.argument ?? '').includes('$');
  }

  const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{1,8}$/);
  const between = fc.string().map((text) => text.replace(/[${}:]/g, ' '));
  const forms: Readonly<Record<VariableDialect, readonly ((name: string) => string)[]>> = {
    vscode: [(one) => `\${env:${one}}`],
    claude: [(one) => `\${env:${one}}`, (one) => `\${${one}}`, (one) => `\${${one}:-x}`],
    cursor: [(one) => `\${env:${one}}`],
    env: [(one) => `\${env:${one}}`],
    gemini: [(one) => `\${${one}}`, (one) => ` $${one} `, (one) => `\${${one}:-x}`],
    none: [],
  };

  it.each(DIALECTS)('%s: puts every value in its place', async (dialect) => {
    const ways = forms[dialect];
    if (ways.length === 0) return expect(dialect).toBe('none');
    const part = fc.tuple(between, name, fc.string({ minLength: 1 }), fc.constantFrom(...ways));
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const env = new Map(parts.map(([, key, value], at) => [`${key}_${at}`, value]));
        const text = parts.map(([before, key, , way], at) => before + way(`${key}_${at}`)).join('');
        const result = await expandVariables(text, ({ argument }) => env.get(argument!), dialect);
        const expected = parts.map(([before, , value, way]) => {
          const [left = '', right = ''] = way('#')
            .replace(/\$\{.*\}|\$#/, '|')
            .split('|');
          return before + left + value + right;
        });
        expect(result).toEqual({ text: expected.join(''), unresolved: [] });
      }),
    );
  });

  it.each(DIALECTS)('%s: says the same in the words of VS Code', async (dialect) => {
    const ways = forms[dialect].filter((way) => !way('A').includes(':-'));
    if (ways.length === 0) return expect(dialect).toBe('none');
    const part = fc.tuple(between, name, fc.constantFrom(...ways));
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const text = parts.map(([before, key, way]) => before + way(key)).join('');
        const { text: translated, notes } = translateVariables(text, dialect);
        expect(notes).toEqual([]);
        const value = ({ argument }: Variable) => `<${argument}>`;
        const here = await expandVariables(text, value, dialect);
        const there = await expandVariables(translated, value, 'vscode');
        expect(there).toEqual(here);
        // And back again.
        const back = await expandVariables(writeVariables(translated, dialect), value, dialect);
        expect(back).toEqual(here);
      }),
    );
  });
});

describe('translateVariables', () => {
  it('says what VS Code cannot say', () => {
    expect(translateVariables('${PORT:-80}', 'claude')).toEqual({
      text: '${env:PORT}',
      notes: [
        'VS Code has no default values for variables: `${PORT:-80}` became `${env:PORT}`, without "80".',
      ],
    });
    expect(translateVariables('${HOME}/x', 'none')).toEqual({
      text: '${HOME}/x',
      notes: ['`${HOME}` was plain text, and is a variable to VS Code.'],
    });
    expect(translateVariables('5$ for $x', 'gemini')).toEqual({ text: '5$ for $x', notes: [] });
  });

  it('writes for Claude Code and Gemini CLI what they read, and leaves what they do not know', () => {
    expect(writeVariables('${env:A}/${input:b}', 'gemini')).toBe('${A}/${input:b}');
    expect(writeVariables('${env:A}', 'claude')).toBe('${A}');
    expect(writeVariables('${env:A B}', 'claude')).toBe('${env:A B}');
    expect(writeVariables('${env:A}', 'cursor')).toBe('${env:A}');
  });
});
