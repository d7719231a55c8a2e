import { describe, expect, test } from 'vitest';
import { Connection, RpcFailure } from '../../../../src/proxy/session/connection';
import type { WireError } from '../../../../src/proxy/transport/wireError';
import { MemoryWire } from './memoryWire';

const create = (onSend?: ConstructorParameters<typeof MemoryWire>[1]) => {
  const wire = new MemoryWire(false, onSend);
  return { wire, connection: new Connection(wire) };
};

describe('Connection', () => {
  test('gives each request an id of its own, and takes answers in any order', async () => {
    const { wire, connection } = create();
    const answers = [connection.request('a', {}), connection.request('b', { x: 1 })];
    const [one, two] = wire.sent.map(({ message }) => message);
    expect([one, two]).toMatchObject([
      { jsonrpc: '2.0', method: 'a' },
      { jsonrpc: '2.0', method: 'b', params: { x: 1 } },
    ]);
    wire.receive({ jsonrpc: '2.0', id: two!.id, error: { code: 1, message: 'm', data: [1] } });
    wire.receive({ jsonrpc: '2.0', id: one!.id, result: { odd: true }, trace: 1 });
    expect(await Promise.all(answers)).toMatchObject([
      { result: { odd: true } },
      { error: { code: 1, message: 'm', data: [1] } },
    ]);
  });

  test('an answer that comes while the request is being sent counts, whatever the sending does', async () => {
    const { connection } = create(({ id }, wire) => {
      wire.receive({ jsonrpc: '2.0', id, result: {} });
      throw new Error('broken');
    });
    expect(await connection.request('a', {})).toMatchObject({ result: {} });
  });

  test('fails when the sending fails', async () => {
    const { connection } = create(() => {
      throw new Error('broken');
    });
    await expect(connection.request('a', {})).rejects.toThrow('broken');
  });

  test('fails when the answer is at its end and was none', async () => {
    const { wire, connection } = create();
    const answer = connection.request('a', {});
    wire.sent[0]!.options.onAnswerEnd!();
    await expect(answer).rejects.toMatchObject({ failure: { kind: 'noAnswer' } });
  });

  test('a faulty answer is refused with its text, an unknown one passed over', async () => {
    const { wire, connection } = create();
    const answer = connection.request('a', {});
    wire.receive({ jsonrpc: '2.0', id: 'unknown', result: {} });
    wire.receive({ jsonrpc: '2.0', id: null, result: {} });
    wire.receive({ jsonrpc: '1.0', id: wire.sent[0]!.message.id, result: {} });
    await expect(answer).rejects.toMatchObject({
      name: 'InvalidAnswerError',
      raw: expect.stringContaining('"1.0"'),
    });
  });

  test('an error without id belongs to the only request there is', async () => {
    const { wire, connection } = create();
    const error = { code: -32700, message: 'Parse error' };
    const first = connection.request('a', {});
    wire.receive({ jsonrpc: '2.0', id: null, error });
    expect(await first).toMatchObject({ error });
    const two = [connection.request('b', {}), connection.request('c', {})];
    wire.receive({ jsonrpc: '2.0', error });
    wire.onclose();
    const outcomes = await Promise.allSettled(two);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('aborting ends the wait and the HTTP request, with the reason', async () => {
    const { wire, connection } = create();
    const abort = new AbortController();
    const answer = connection.request('a', {}, { signal: abort.signal });
    expect(wire.sent[0]!.options.signal!.aborted).toBe(false);
    abort.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    expect(wire.sent[0]!.options.signal!.aborted).toBe(true);
    await expect(connection.request('b', {}, { signal: abort.signal })).rejects.toThrow('enough');
    expect(wire.sent).toHaveLength(1);
  });

  test('closing fails what is pending, once, and what comes after', async () => {
    const { wire, connection } = create();
    const ends: unknown[] = [];
    connection.onClose((error) => ends.push(error));
    const answer = connection.request('a', {});
    const broken = new Error('broken');
    wire.onclose(broken);
    wire.onclose();
    await expect(answer).rejects.toBe(broken);
    expect(ends).toEqual([broken]);
    const after = connection.request('b', {}).catch((error: WireError) => error.failure);
    expect(await after).toEqual({ kind: 'closed' });
  });

  test('answers requests of the server by their handlers, others with "method not found"', async () => {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const { wire, connection } = create(() => {
      if (wire.sent.length === 4) resolve();
    });
    connection.handle('roots/list', ({ of }) => ({ roots: [of] }));
    connection.handle('refused', () => {
      throw new RpcFailure(-32602, 'no');
    });
    connection.handle('broken', () => {
      throw new Error('oops');
    });
    wire.receive({ jsonrpc: '2.0', id: 0, method: 'roots/list', params: { of: 'x' }, trace: 1 });
    wire.receive({ jsonrpc: '2.0', id: 'b', method: 'refused' });
    wire.receive({ jsonrpc: '2.0', id: 'c', method: 'broken' });
    wire.receive({ jsonrpc: '2.0', id: 'd', method: 'sampling/createMessage' });
    await done;
    const answers = wire.sent
      .map(({ message }) => message)
      .sort((a, b) => (`${a.id}` < `${b.id}` ? -1 : 1));
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: 0, result: { roots: ['x'] } },
      { jsonrpc: '2.0', id: 'b', error: { code: -32602, message: 'no' } },
      { jsonrpc: '2.0', id: 'c', error: { code: -32603, message: 'oops' } },
      {
        jsonrpc: '2.0',
        id: 'd',
        error: { code: -32601, message: 'Method not found: sampling/createMessage' },
      },
    ]);
  });
});
