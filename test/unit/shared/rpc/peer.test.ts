import { PassThrough } from 'node:stream';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ErrorCodes } from 'vscode-jsonrpc';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { notification, request } from '../../../../src/shared/rpc/contract';
import {
  connectContract,
  type RequestHandlers,
  serveContract,
} from '../../../../src/shared/rpc/peer';

const contract = {
  requests: { double: request<number>()(v.object({ value: v.number() })) },
  notifications: { said: notification<{ word: string }>() },
} as const;

/** Both ends of the contract over two pipes, as between two processes. */
function openPair(handlers: RequestHandlers<typeof contract>) {
  const up = new PassThrough();
  const down = new PassThrough();
  const serverConnection = createMessageConnection(
    new StreamMessageReader(up),
    new StreamMessageWriter(down),
  );
  const clientConnection = createMessageConnection(
    new StreamMessageReader(down),
    new StreamMessageWriter(up),
  );
  const words: string[] = [];
  const server = serveContract(serverConnection, contract, handlers);
  const client = connectContract(clientConnection, contract, {
    said: ({ word }) => words.push(word),
  });
  const closed = new Promise<void>((resolve) => clientConnection.onClose(resolve));
  onTestFinished(() => {
    up.destroy();
    down.destroy();
  });
  return { server, client, clientConnection, words, closed, closeChannel: () => down.destroy() };
}

describe('a contract over a connection', () => {
  test('answers a request', async () => {
    const { client } = openPair({ double: ({ value }) => value * 2 });
    await expect(client.request('double', { value: 21 })).resolves.toBe(42);
  });

  test('refuses params of the wrong shape before the handler sees them', async () => {
    let called = false;
    const { client } = openPair({
      double: () => {
        called = true;
        return 0;
      },
    });
    const wrong = { value: 'twenty-one' } as unknown as { value: number };
    await expect(client.request('double', wrong)).rejects.toMatchObject({
      code: ErrorCodes.InvalidParams,
      message: expect.stringContaining('value'),
    });
    expect(called).toBe(false);
  });

  test.each<[string, () => number | Promise<number>]>([
    [
      'throws',
      () => {
        throw new Error('No such server: weather');
      },
    ],
    ['rejects', () => Promise.reject(new Error('No such server: weather'))],
  ])('turns what a handler %s into an error response with its words alone', async (_, double) => {
    const { client } = openPair({ double });
    await expect(client.request('double', { value: 1 })).rejects.toMatchObject({
      code: ErrorCodes.InternalError,
      message: 'No such server: weather',
    });
  });

  test('answers an unknown method with an error', async () => {
    const { clientConnection } = openPair({ double: () => 0 });
    await expect(clientConnection.sendRequest('triple', {})).rejects.toMatchObject({
      code: ErrorCodes.MethodNotFound,
    });
  });

  test('delivers notifications in order', async () => {
    const { server, client, words } = openPair({ double: () => 0 });
    server.notify('said', { word: 'one' });
    server.notify('said', { word: 'two' });
    // The answer comes after what was sent before it.
    await client.request('double', { value: 0 });
    expect(words).toEqual(['one', 'two']);
  });

  test('rejects what is pending when the channel closes', async () => {
    const { client, closeChannel } = openPair({ double: () => new Promise<number>(() => {}) });
    const pending = client.request('double', { value: 1 });
    closeChannel();
    await expect(pending).rejects.toThrow();
  });

  test('rejects what is asked after the channel has closed, and drops what is said', async () => {
    const { server, client, closeChannel, closed } = openPair({ double: ({ value }) => value });
    closeChannel();
    await closed;
    await expect(client.request('double', { value: 1 })).rejects.toThrow();
    expect(() => server.notify('said', { word: 'late' })).not.toThrow();
  });
});
