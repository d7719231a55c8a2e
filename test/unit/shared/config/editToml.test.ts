import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { CODEX_DIALECT } from '../../../../src/shared/config/dialects/clients';
import type { ConfigEdit } from '../../../../src/shared/config/editConfig';
import { editToml } from '../../../../src/shared/config/editToml';
import { readConfig } from '../../../../src/shared/config/readConfig';

const FILE = readFileSync('test/fixtures/clients/codex/config.toml', 'utf8');
const one = (text: string, path: ConfigEdit['path'], value: unknown) =>
  editToml(text, [{ path, value }]);

/** The lines that an edit took away and put in. */
function changes(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
}

describe('editToml', () => {
  it.each<[string, ConfigEdit['path'], unknown, string[]]>([
    [
      'a value, and keeps the comment beside it',
      ['mcp_servers', 'context7', 'args'],
      ['-y', 'x'],
      [
        '- args = ["-y", "@upstash/context7-mcp"] # no version: the newest',
        '+ args = ["-y", "x"] # no version: the newest',
      ],
    ],
    [
      'an element of an array over several lines',
      ['mcp_servers', 'inline', 'args', 1],
      '--data',
      [`-   "--db", 'C:\\data\\db',`, `+   "--data", 'C:\\data\\db',`],
    ],
    [
      'a value in a table below',
      ['mcp_servers', 'context7', 'env', 'LEVEL'],
      'a "b" \\ \n',
      ["- LEVEL = 'debug'", '+ LEVEL = "a \\"b\\" \\\\ \\n"'],
    ],
    [
      'a new property of an inline table',
      ['mcp_servers', 'inline', 'env', 'C D'],
      '3',
      ['- env = { A = "1", B = "two words" }', '+ env = { A = "1", B = "two words", "C D" = "3" }'],
    ],
    [
      'a new property of a table',
      ['mcp_servers', 'figma', 'required'],
      true,
      ['+ required = true'],
    ],
    [
      'a new object in a server',
      ['mcp_servers', 'chrome devtools', 'http_headers', 'X'],
      'y',
      ['+ http_headers.X = "y"'],
    ],
  ])('changes %s', (_, path, value, expected) => {
    const after = one(FILE, path, value);
    expect(changes(FILE, after)).toEqual(expected);
    expect(at(parse(after), path)).toEqual(value);
  });

  it('adds a server as tables of its own, at the end', () => {
    const entry = { command: 'node', args: ['a.js', 1], env: { A: 'b' }, cwd: undefined };
    const after = one(FILE, ['mcp_servers', 'new.one'], entry);
    expect(after).toBe(
      `${FILE}\n[mcp_servers."new.one"]\ncommand = "node"\nargs = ["a.js", 1]\n\n[mcp_servers."new.one".env]\nA = "b"\n`,
    );
    expect(readConfig(after, CODEX_DIALECT).entries.at(-1)).toMatchObject({
      name: 'new.one',
      run: { command: 'node', args: ['a.js', '1'], env: { A: 'b' } },
    });
    expect(one('', ['mcp_servers', 'a'], { command: 'b' })).toBe(
      '[mcp_servers.a]\ncommand = "b"\n',
    );
  });

  it('takes a server out with all its tables, and nothing else', () => {
    const after = one(FILE, ['mcp_servers', 'context7'], undefined);
    const { mcp_servers, ...others } = parse(FILE) as Record<string, object>;
    const { context7: _, ...kept } = mcp_servers as Record<string, object>;
    expect(parse(after)).toEqual({ ...others, mcp_servers: kept });
    expect(after).toContain('model = "gpt-5.5-codex"   # the default');
    expect(after).toContain('# Docs of libraries');
    expect(changes(FILE, after).filter((line) => line.startsWith('+'))).toEqual([]);
  });

  it('takes out servers that are written in other ways', () => {
    expect(one('mcp_servers.a.command = "x"\nb = 1\n', ['mcp_servers', 'a'], undefined)).toBe(
      'b = 1\n',
    );
    expect(
      one('mcp_servers = { a = { command = "x" }, b = 1 }\n', ['mcp_servers', 'a'], undefined),
    ).toBe('mcp_servers = { b = 1 }\n');
    expect(
      one('[mcp_servers]\na = { command = "x" } # first\nb = 1\n', ['mcp_servers', 'a'], undefined),
    ).toBe('[mcp_servers]\nb = 1\n');
  });

  it('keeps line ends and a byte-order mark', () => {
    const text = '\uFEFF[mcp_servers.a]\r\ncommand = "x"\r\n';
    const after = editToml(text, [
      { path: ['mcp_servers', 'a', 'command'], value: 'y' },
      { path: ['mcp_servers', 'a', 'cwd'], value: '/' },
      { path: ['mcp_servers', 'b'], value: { command: 'z' } },
    ]);
    expect(after).toBe(
      '\uFEFF[mcp_servers.a]\r\ncommand = "y"\r\ncwd = "/"\r\n\r\n[mcp_servers.b]\r\ncommand = "z"\r\n',
    );
  });

  it('refuses what is no TOML', () => {
    expect(() => one('a = ', ['a'], 1)).toThrow();
  });

  const key = fc.constantFrom('context7', 'figma', 'inline', 'chrome devtools', 'new', 'a.b', '"');
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.integer(),
    fc.array(fc.string()),
    fc.dictionary(fc.stringMatching(/^[a-z "]{1,4}$/), fc.string(), { minKeys: 1, maxKeys: 3 }),
  );
  const property = fc.constantFrom('command', 'args', 'env', 'url', 'enabled', 'x y');
  const edit = fc.oneof(
    fc.record({ path: fc.tuple(fc.constant('mcp_servers'), key), value: fc.constant(undefined) }),
    fc.record({
      path: fc.tuple(fc.constant('mcp_servers'), key),
      value: fc.dictionary(property, value, { minKeys: 1 }),
    }),
    fc.record({ path: fc.tuple(fc.constant('mcp_servers'), key, property), value }),
    fc.record({
      path: fc.tuple(fc.constant('mcp_servers'), key, fc.constantFrom('env', 'h'), property),
      value: fc.string(),
    }),
  );

  it('comes out as the same edits of an object would, whatever they are', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const expected = edits.reduce<unknown>(
          (root, { path, value }) => changed(root, path, value),
          parse(FILE),
        );
        expect(parse(editToml(FILE, edits))).toEqual(expected);
      }),
    );
  });
});

function at(root: unknown, path: ConfigEdit['path']): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root);
}

/** What stands in the way of the path, and is no object, gives way. */
function changed(root: unknown, [key, ...rest]: ConfigEdit['path'], value: unknown): unknown {
  const object = isTable(root) ? { ...root } : {};
  const name = String(key);
  if (rest.length > 0) {
    const child = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value === undefined && child === undefined) return object;
    object[name] = changed(child, rest, value);
  } else if (value === undefined) delete object[name];
  else object[name] = value;
  return object;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
