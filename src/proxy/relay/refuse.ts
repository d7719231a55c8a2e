import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';

/** So much of a body that nobody wants is read, and so long, in bytes and ms. */
const MAX_DISCARDED = 16 * 1024 * 1024;
const LINGER_MS = 1_000;

/** A plain answer of the relay's own, after which the connection is closed. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  reason: string,
): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify({ error: reason });
  // What was tried before may have left words that cannot be written.
  response.writeHead(status, STATUS_CODES[status], {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.write(body);
  discard(request, () => response.end());
}

/** The same, where no request could be read. */
export function refusal(status: number, words: string, reason: string): string {
  const body = JSON.stringify({ error: reason });
  const head = [
    `HTTP/1.1 ${status} ${words}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** A connection that is closed on unread bytes is reset, and takes the answer with it: they are read first. */
function discard(request: IncomingMessage, done: () => void): void {
  if (request.complete || request.destroyed) {
    done();
    return;
  }
  let length = 0;
  const timer = setTimeout(end, LINGER_MS);
  function end(): void {
    clearTimeout(timer);
    done();
  }
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > MAX_DISCARDED) end();
  });
  request.once('end', end).once('close', end).on('error', end);
  request.resume();
}
