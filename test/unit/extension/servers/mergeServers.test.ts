import { describe, expect, it } from 'vitest';
import type { ConfiguredServer } from '../../../../src/extension/servers/knownServer';
import { type Candidate, mergeServers } from '../../../../src/extension/servers/mergeServers';
import type { ConfigSource } from '../../../../src/extension/sources/configSource';
import {
  CLAUDE_CODE_DIALECT,
  CLAUDE_DESKTOP_DIALECT,
  CURSOR_DIALECT,
} from '../../../../src/shared/config/dialects/clients';
import type { ConfigDialect } from '../../../../src/shared/config/dialects/configDialect';
import { VSCODE_DIALECT } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';

/** What a source named `key` has for the server `x`. */
function candidate(key: string, dialect: ConfigDialect, entry: object, folder = '/w'): Candidate {
  const [rootKey = ''] = dialect.rootKeys[0]!;
  const { entries, inputs } = readConfig(JSON.stringify({ [rootKey]: { x: entry } }), dialect);
  const source = { key, variables: dialect.variables } as ConfigSource;
  const configured: ConfiguredServer = { entry: entries[0]!, source, inputs };
  return { id: `${key}/x`, configured, folder };
}

const merge = (candidates: Candidate[], active: string[] = [], before: string[] = []) =>
  mergeServers(candidates, (id) => active.includes(id), new Set(before), 'typed').map(
    ({ id, entries }) => [id, ...entries.map((entry) => entry.id)],
  );

const NODE = { command: 'node', args: ['${env:A}'] };
const vscode = candidate('vscode', VSCODE_DIALECT, { type: 'stdio', ...NODE });
const cursor = candidate('cursor', CURSOR_DIALECT, { ...NODE, env: {}, autoApprove: ['a'] });
const claude = candidate('claude', CLAUDE_CODE_DIALECT, { command: 'node', args: ['${A}'] });

describe('mergeServers', () => {
  it('takes for one what is launched in the same way, in the words of different clients', () => {
    expect(merge([vscode, cursor, claude])).toEqual([
      ['vscode/x', 'vscode/x', 'cursor/x', 'claude/x'],
    ]);
  });

  it.each<[string, Candidate, Candidate]>([
    ['another argument', vscode, candidate('b', VSCODE_DIALECT, { ...NODE, args: ['b'] })],
    ['another environment', vscode, candidate('b', VSCODE_DIALECT, { ...NODE, env: { A: 'b' } })],
    ['another folder', vscode, candidate('b', VSCODE_DIALECT, NODE, '/other')],
    ['text that is a variable elsewhere', vscode, candidate('b', CLAUDE_DESKTOP_DIALECT, NODE)],
    [
      'another transport',
      candidate('a', VSCODE_DIALECT, { url: 'http://a/' }),
      candidate('b', VSCODE_DIALECT, { type: 'sse', url: 'http://a/' }),
    ],
    ['what cannot be read', candidate('a', VSCODE_DIALECT, {}), candidate('b', VSCODE_DIALECT, {})],
    ['what was typed', candidate('typed', VSCODE_DIALECT, NODE), vscode],
  ])('keeps apart what differs by %s', (_, one, other) => {
    expect(merge([one, other])).toEqual([
      [one.id, one.id],
      [other.id, other.id],
    ]);
  });

  it('sees through ways to write an address', () => {
    const one = candidate('a', VSCODE_DIALECT, {
      type: 'http',
      url: 'HTTP://Host:80',
      headers: { B: '1', a: '2' },
    });
    const other = candidate(
      'b',
      CURSOR_DIALECT,
      { url: 'http://host/', headers: { A: '2', b: '1' }, readyTimeout: 7 },
      '/other',
    );
    expect(merge([one, other])).toEqual([['a/x', 'a/x', 'b/x']]);
  });

  it('leaves a server the id under which it runs, or was known', () => {
    expect(merge([vscode, cursor], ['cursor/x'])).toEqual([['cursor/x', 'vscode/x', 'cursor/x']]);
    expect(merge([vscode, cursor], [], ['cursor/x'])).toEqual([
      ['cursor/x', 'vscode/x', 'cursor/x'],
    ]);
    expect(merge([vscode, cursor], ['cursor/x'], ['vscode/x'])[0]![0]).toBe('cursor/x');
  });

  it('hides none of two that run', () => {
    expect(merge([vscode, cursor, claude], ['cursor/x', 'claude/x'])).toEqual([
      ['cursor/x', 'vscode/x', 'cursor/x'],
      ['claude/x', 'claude/x'],
    ]);
  });
});
