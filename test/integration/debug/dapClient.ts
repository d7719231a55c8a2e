import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly request_seq?: number;
  readonly body?: unknown;
}

/** Speaks the Debug Adapter Protocol over TCP, as VS Code does. */
export async function dapClient(host: string, port: number) {
  const socket = connect(port, host);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  const listeners = new Set<(message: Message) => void>();
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = rest.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(rest.toString('latin1', 0, head))?.[1]);
      if (head < 0 || rest.length < head + 4 + length) return;
      const message = JSON.parse(rest.toString('utf8', head + 4, head + 4 + length)) as Message;
      rest = rest.subarray(head + 4 + length);
      for (const listen of listeners) listen(message);
    }
  });
  const next = (matches: (message: Message) => boolean) =>
    new Promise<Message>((resolve) => {
      const listen = (message: Message) => {
        if (!matches(message)) return;
        listeners.delete(listen);
        resolve(message);
      };
      listeners.add(listen);
    });
  let seq = 0;
  return {
    event: (name: string) => next(({ type, event }) => type === 'event' && event === name),
    send: (command: string, given: object = {}) => {
      const text = JSON.stringify({ seq: ++seq, type: 'request', command, arguments: given });
      const id = seq;
      const answer = next(({ type, request_seq }) => type === 'response' && request_seq === id);
      socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
      return answer;
    },
  };
}
