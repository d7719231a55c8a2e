import { describe, expect, test } from 'vitest';
import { jsonLine, ServedStates, textLines } from '../../../src/cli/servedLine';
import { createStyle } from '../../../src/cli/style';
import type { ServerSnapshot, ServerState } from '../../../src/shared/model/state';

const style = createStyle(false);
const diagnosis = {
  code: 'process.crashed',
  title: 'It crashed',
  explanation: 'Correct it.',
  evidence: [{ label: 'Exit code', value: '1' }],
  fixes: [],
} as const;
const access = {
  transport: 'http',
  url: 'http://127.0.0.1:4000/servers/a/mcp',
  headers: { 'x-portcullis-token': 'secret' },
} as const;
const tap = { command: 'node', args: ['cli.js', 'tap', '--server', 'a b'] };
const served = (state: ServerState, more = {}) => ({
  snapshot: snapshot(state),
  access: undefined,
  tap: undefined,
  ...more,
});

function snapshot(state: ServerState): ServerSnapshot {
  return { id: 'f/a', name: 'a', state, warnings: [] };
}

describe('which changes are told', () => {
  const told = (...states: ServerState[]) => {
    const kept = new ServedStates();
    return states.filter((state) => kept.isNews(snapshot(state))).map(({ status }) => status);
  };
  const checking = { status: 'checking', step: 'config' } as const;
  const starting = { status: 'starting', step: 'process' } as const;
  const ready = { status: 'ready' } as const;
  const failed = { status: 'failed', diagnosis } as const;

  test('not the way to the first result', () => {
    expect(told(checking, starting, ready, ready)).toEqual(['ready']);
  });

  test('a crash, that it is started again, and how that went', () => {
    expect(told(checking, ready, failed, checking, starting, ready)).toEqual([
      'ready',
      'failed',
      'checking',
      'ready',
    ]);
  });

  test('each server for itself', () => {
    const kept = new ServedStates();
    expect(kept.isNews(snapshot(ready))).toBe(true);
    expect(kept.isNews({ ...snapshot(ready), id: 'f/b' })).toBe(true);
  });
});

describe('as JSON', () => {
  test('a server over HTTP', () => {
    const line = jsonLine(served({ status: 'ready' }, { access }));
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toEqual({
      server: 'a',
      state: 'ready',
      relayUrl: access.url,
      token: 'secret',
    });
  });

  test('a server over stdio', () => {
    expect(JSON.parse(jsonLine(served({ status: 'ready' }, { tap })))).toEqual({
      server: 'a',
      state: 'ready',
      tap,
    });
  });

  test('one that has failed cannot be reached', () => {
    const line = JSON.parse(jsonLine(served({ status: 'failed', diagnosis }, { access, tap })));
    expect(line).toEqual({ server: 'a', state: 'failed', diagnosis });
  });
});

describe('for people', () => {
  test('a URL that works by itself, and a command line', () => {
    expect(textLines(served({ status: 'ready' }, { access }), style)).toEqual([
      '✓ a',
      `    ${access.url}?token=secret`,
    ]);
    expect(textLines(served({ status: 'ready' }, { tap }), style)).toEqual([
      '✓ a',
      "    node cli.js tap --server 'a b'",
    ]);
  });

  test('why it has failed', () => {
    expect(textLines(served({ status: 'failed', diagnosis }), style)).toEqual([
      '✗ a  It crashed  process.crashed',
      '    Correct it.',
      '',
      '    Exit code  1',
    ]);
  });

  test('that it is started again', () => {
    const state = { status: 'starting', step: 'process' } as const;
    expect(textLines(served(state), style)).toEqual(['… a  restarting']);
  });
});
