import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import { notification, request } from '../../../../src/shared/rpc/contract';
import { connectContract, serveContract } from '../../../../src/shared/rpc/peer';
import {
  type PostMessagePort,
  postMessageTransport,
} from '../../../../src/shared/rpc/postMessageTransport';

const contract = {
  requests: {
    double: request<number>()(v.object({ of: v.number() })),
    never: request<null>()(v.object({})),
  },
  notifications: { tick: notification<{ at: number }>() },
} as const;

type End = PostMessagePort & { close(): void; inject(message: unknown): void };

/** Two ends that copy messages as a webview does: by their JSON. */
function channel(): [End, End] {
  const listeners: [Set<(m: unknown) => void>, Set<(m: unknown) => void>] = [new Set(), new Set()];
  const end = (mine: 0 | 1, other: 0 | 1): End => {
    const closers = new Set<() => void>();
    return {
      post: async (message) => {
        const copy: unknown = JSON.parse(JSON.stringify(message));
        for (const listener of listeners[other]) listener(copy);
        return true;
      },
      onMessage: (callback) => {
        listeners[mine].add(callback);
        return { dispose: () => listeners[mine].delete(callback) };
      },
      onClose: (callback) => {
        closers.add(callback);
        return { dispose: () => closers.delete(callback) };
      },
      close: () => {
        for (const callback of closers) callback();
      },
      inject: (message) => {
        for (const listener of listeners[mine]) listener(message);
      },
    };
  };
  return [end(0, 1), end(1, 0)];
}

function connection(end: PostMessagePort) {
  const { reader, writer } = postMessageTransport(end);
  return createMessageConnection(reader, writer);
}

function pair() {
  const [page, host] = channel();
  const ticks: number[] = [];
  const server = serveContract(connection(host), contract, {
    double: ({ of }) => of * 2,
    never: () => new Promise<null>(() => {}),
  });
  const client = connectContract(connection(page), contract, { tick: ({ at }) => ticks.push(at) });
  return { page, host, server, client, ticks };
}

describe('postMessageTransport', () => {
  it('carries requests, answers and notifications', async () => {
    const { client, server, ticks } = pair();
    server.notify('tick', { at: 7 });
    expect(await client.request('double', { of: 21 })).toBe(42);
    expect(ticks).toEqual([7]);
  });

  it('leaves messages of other parties alone', async () => {
    const { client, page, host } = pair();
    for (const end of [page, host]) {
      end.inject('webpackHotUpdate');
      end.inject(null);
      end.inject({ command: 'did-load' });
    }
    expect(await client.request('double', { of: 1 })).toBe(2);
  });

  it('rejects what waits when the other end closes', async () => {
    const { client, page } = pair();
    const waiting = client.request('never', {});
    page.close();
    await expect(waiting).rejects.toThrow();
  });
});
