import { describe, expect, test } from 'vitest';
import { faultOfAnswer, parseText } from '../../../../src/proxy/transport/jsonRpc';

describe('parseText', () => {
  test.each([
    '{"jsonrpc":"2.0","method":"a"}',
    '{"jsonrpc":"2.0","id":1,"result":{}}',
    '{"method":"a"}',
    '{"id":1,"result":{}}',
    '{"id":null,"error":{"code":1,"message":"m"}}',
    ' {"jsonrpc": "2.0", "method": "a", "trace": 1} ',
  ])('%s claims to be a message', (text) => {
    expect(parseText(text)).toEqual({ kind: 'messages', messages: [JSON.parse(text)] });
  });

  test('a batch is its messages', () => {
    const text = '[{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","method":"b"}]';
    expect(parseText(text)).toEqual({ kind: 'messages', messages: JSON.parse(text) });
  });

  test.each([
    'Listening…',
    '',
    '1',
    'null',
    '"text"',
    '[]',
    '[1]',
    '{"level":30,"msg":"hi"}',
    '{"id":1}',
    '{"jsonrpc":"2.0"',
    '\uFEFF{"jsonrpc":"2.0","method":"a"}',
  ])('%j is noise', (text) => {
    expect(parseText(text)).toEqual({ kind: 'noise' });
  });

  test('deep JSON is read', () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    expect(parseText(`{"jsonrpc":"2.0","id":1,"result":{"a":${deep}}}`).kind).toBe('messages');
  });
});

describe('faultOfAnswer', () => {
  test.each([
    [{ jsonrpc: '2.0', id: 1, result: {} }, undefined],
    [{ jsonrpc: '2.0', id: 1, result: {}, error: null, trace: 1 }, undefined],
    [{ jsonrpc: '2.0', id: 1, error: { code: 1, message: 'm', more: 1 } }, undefined],
    [{ id: 1, result: {} }, 'it does not say "jsonrpc": "2.0"'],
    [{ jsonrpc: '2.0', id: 1 }, 'it has neither "result" nor "error"'],
    [{ jsonrpc: '2.0', id: 1, result: [] }, '"result" is not an object'],
    [{ jsonrpc: '2.0', id: 1, result: null }, '"result" is not an object'],
    [{ jsonrpc: '2.0', id: 1, error: 'bad' }, '"error" is not an object'],
    [{ jsonrpc: '2.0', id: 1, error: { code: '1' } }, '"error.code" is not a number'],
    [{ jsonrpc: '2.0', id: 1, error: { code: 1 } }, '"error.message" is not a string'],
  ])('%j', (message, fault) => {
    expect(faultOfAnswer(message)).toBe(fault);
  });
});
