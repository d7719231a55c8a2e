import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { StdioWire } from '../../../../src/proxy/transport/stdioWire';

function create(stdin: Writable = new PassThrough()) {
  const stdout = new PassThrough();
  const recorded: unknown[][] = [];
  const noise: string[] = [];
  const wire = new StdioWire({
    stdin,
    stdout,
    sessionId: 's',
    onNoise: (line) => noise.push(line),
    recorder: {
      message: (direction, raw) => recorded.push([direction, raw]),
      noise: (line) => recorded.push(['noise', line]),
      stderr: () => {},
      http: () => {},
    },
  });
  const messages: unknown[] = [];
  wire.onmessage = (message) => messages.push(message);
  const closed = new Promise<Error | undefined>((resolve) => {
    wire.onclose = resolve;
  });
  return { wire, stdin, stdout, recorded, noise, messages, closed };
}

const ping = { jsonrpc: '2.0', id: 1, method: 'ping' } as const;

describe('StdioWire', () => {
  test('writes a line, and records it as it is', async () => {
    const { wire, stdin, recorded } = create();
    await wire.start();
    await wire.send(ping);
    expect(String((stdin as PassThrough).read())).toBe(
      '{"jsonrpc":"2.0","id":1,"method":"ping"}\n',
    );
    expect(recorded).toEqual([['clientToServer', '{"jsonrpc":"2.0","id":1,"method":"ping"}']]);
  });

  test('keeps the exact text of what it receives, in order with the noise', async () => {
    const { wire, stdout, recorded, messages, noise, closed } = create();
    await wire.start();
    const odd = '{ "jsonrpc":"2.0",  "id":1, "id":2, "result":{"a":1e2}, "trace":0 }';
    stdout.end(`warming up\n${odd}\r\n\n`);
    await closed;
    expect(recorded).toEqual([
      ['noise', 'warming up'],
      ['serverToClient', odd],
    ]);
    expect(messages).toEqual([{ jsonrpc: '2.0', id: 2, result: { a: 100 }, trace: 0 }]);
    expect(noise).toEqual(['warming up']);
  });

  test('waits for a process that reads slowly', async () => {
    const taken: (() => void)[] = [];
    const slow = new Writable({
      highWaterMark: 10,
      write: (_chunk, _encoding, done) => taken.push(done),
    });
    const { wire } = create(slow);
    await wire.start();
    let isSent = false;
    const sent = wire.send(ping).then(() => {
      isSent = true;
    });
    await new Promise(setImmediate);
    expect(isSent).toBe(false);
    taken.shift()!();
    await sent;
  });

  test('what waits to be sent fails when the process goes', async () => {
    const stuck = new Writable({ highWaterMark: 1, write: () => {} });
    const { wire } = create(stuck);
    await wire.start();
    const sent = wire.send(ping);
    stuck.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await expect(sent).rejects.toMatchObject({ failure: { kind: 'closed' } });
  });

  test('the end of stdout ends it, after its last line', async () => {
    const { wire, stdout, messages, closed } = create();
    await wire.start();
    stdout.end('{"jsonrpc":"2.0","method":"bye"}');
    expect(await closed).toBeUndefined();
    expect(messages).toHaveLength(1);
    await expect(wire.send(ping)).rejects.toMatchObject({ failure: { kind: 'closed' } });
  });

  test('an stdout that has ended before the start ends it at once', async () => {
    const { wire, stdout, closed } = create();
    stdout.resume().end();
    await once(stdout, 'close');
    await wire.start();
    expect(await closed).toBeUndefined();
  });

  test('closing ends stdin once, and what comes then is read but not heard', async () => {
    const { wire, stdin, stdout, messages, recorded } = create();
    await wire.start();
    await wire.close();
    await wire.close();
    expect(stdin.writableEnded).toBe(true);
    stdout.end('{"jsonrpc":"2.0","method":"late"}\n');
    await once(stdout, 'end');
    expect(messages).toEqual([]);
    expect(recorded).toEqual([]);
  });

  test('a message of 100 MB comes through in one piece', { timeout: 60_000 }, async () => {
    const { wire, stdout, messages } = create();
    await wire.start();
    const size = 100_000_000;
    const chunk = Buffer.alloc(64 * 1024, 'x');
    stdout.write('{"jsonrpc":"2.0","id":1,"result":{"text":"');
    for (let sent = 0; sent < size; sent += chunk.length) {
      if (!stdout.write(chunk)) await once(stdout, 'drain');
    }
    stdout.end('"}}\n');
    await once(stdout, 'end');
    const [message] = messages as { result: { text: string } }[];
    expect(message!.result.text.length).toBeGreaterThanOrEqual(size);
  });
});
