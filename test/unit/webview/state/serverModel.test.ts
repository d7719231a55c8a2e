import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../../../src/shared/model/session';
import {
  CALLS_LIMIT,
  callsOf,
  lacksResult,
  mergeOutput,
  OUTPUT_LIMIT,
  withCall,
  withOutput,
} from '../../../../src/webview/state/serverModel';

const call = (id: string, change: Partial<CallRecord> = {}): CallRecord => ({
  id,
  serverId: 's',
  sessionId: 'one',
  method: 'tools/call',
  params: { name: 'echo' },
  status: 'running',
  startedAt: 1,
  ...change,
});
const line = (text: string, time = 1) => ({ stream: 'stdout', text, time }) as const;

describe('withCall', () => {
  it('appends what is new and replaces what is known', () => {
    const ended = call('1', { status: 'succeeded', endedAt: 2, result: {} });
    expect(withCall([call('1'), call('2')], ended)).toEqual([ended, call('2')]);
    expect(withCall([call('1')], call('2'))).toEqual([call('1'), call('2')]);
  });

  it('lets no late message take an end or a result away', () => {
    const ended = call('1', { status: 'succeeded', endedAt: 2, result: { a: 1 } });
    expect(withCall([ended], call('1'))).toEqual([ended]);
    const { result: _result, ...bare } = ended;
    expect(withCall([ended], bare)).toEqual([ended]);
  });

  it('forgets the oldest beyond its limit', () => {
    const many = Array.from({ length: CALLS_LIMIT }, (_, index) => call(`${index}`));
    const calls = withCall(many, call('new'));
    expect(calls).toHaveLength(CALLS_LIMIT);
    expect(calls[0]?.id).toBe('1');
    expect(calls.at(-1)?.id).toBe('new');
  });
});

describe('callsOf', () => {
  it('gives the calls of one tool, newest first', () => {
    const other = call('2', { params: { name: 'sum' } });
    const read = call('3', { method: 'resources/read', params: { name: 'echo' } });
    const found = callsOf([call('1'), other, read, call('4')], 'tools/call', 'name', 'echo');
    expect(found.map(({ id }) => id)).toEqual(['4', '1']);
  });
});

it('knows a result that was left out from one that is null', () => {
  expect(lacksResult(call('1', { status: 'succeeded' }))).toBe(true);
  expect(lacksResult(call('1', { status: 'succeeded', result: null }))).toBe(false);
  expect(lacksResult(call('1', { status: 'failed' }))).toBe(false);
});

describe('output', () => {
  it('keeps the last lines', () => {
    const many = Array.from({ length: OUTPUT_LIMIT + 5 }, (_, index) => line(`${index}`));
    expect(withOutput([line('first')], many)[0]?.text).toBe('5');
  });

  it('joins what was fetched with what came meanwhile', () => {
    const joined = mergeOutput(
      [line('a', 1), line('b', 2)],
      [line('b', 2), line('b', 3), line('c', 3)],
    );
    expect(joined.map(({ text, time }) => `${text}${time}`)).toEqual(['a1', 'b2', 'b3', 'c3']);
  });
});
