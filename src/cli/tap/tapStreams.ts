import type { Readable, Writable } from 'node:stream';
import type { ServerProcess } from '../../proxy/process/serverProcess';
import type { TapRecording } from './tapRecording';

/** Once the server has ended, others of its tree may hold its output open for ever, in ms. */
const SILENCE_MS = 500;

/** Our own ends, towards the client. */
export interface ClientStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * Joins a client to a server: each byte as it comes, no sooner than the other side takes it. The recording
 * looks on.
 */
export class TapStreams {
  /** Something came on the server's stdout. */
  hasSpoken = false;
  /** The client has closed our stdin. */
  inputHasEnded = false;
  /** Resolves when it does. */
  readonly inputEnded: Promise<void>;
  /** Resolves when the client reads our stdout no more. */
  readonly outputLost: Promise<void>;
  readonly #client: ClientStreams;
  readonly #server: ServerProcess;
  #movedAt = performance.now();

  constructor(client: ClientStreams, server: ServerProcess, recording: TapRecording) {
    this.#client = client;
    this.#server = server;
    const { stdin, stdout } = server.streams;
    this.inputEnded = ended(client.stdin).then(() => {
      this.inputHasEnded = true;
    });
    this.outputLost = new Promise((resolve) => client.stdout.once('error', () => resolve()));
    client.stdin.on('data', (bytes: Buffer) => recording.write('client', bytes));
    client.stdin.pipe(stdin);
    stdout.on('data', (bytes: Buffer) => {
      this.hasSpoken = true;
      this.#movedAt = performance.now();
      recording.write('server', bytes);
    });
    stdout.pipe(client.stdout, { end: false });
    const { stderr } = server;
    stderr.on('data', (bytes: Buffer) => recording.write('stderr', bytes));
    stderr.pipe(client.stderr, { end: false });
    // Nobody reads it: the server must not come to a stop over it.
    client.stderr.once('error', () => stderr.unpipe(client.stderr).resume());
  }

  /** Since the server has said something, or the client took it, in ms. */
  get silentMs(): number {
    if (this.#client.stdout.writableNeedDrain) this.#movedAt = performance.now();
    return performance.now() - this.#movedAt;
  }

  /** Resolves when the client has taken all that the server, which has ended, had said. */
  async drained(): Promise<void> {
    const { stdout } = this.#server.streams;
    const over = Promise.all([ended(stdout), ended(this.#server.stderr)]);
    this.#movedAt = performance.now();
    await Promise.race([over, this.#silent(), this.outputLost]);
    const { stdout: out, stderr } = this.#client;
    await Promise.race([Promise.all([written(out), written(stderr)]), this.outputLost]);
  }

  #silent(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (this.silentMs < SILENCE_MS) return;
        clearInterval(timer);
        resolve();
      }, SILENCE_MS / 5);
      timer.unref();
    });
  }
}

function ended(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.readableEnded || stream.destroyed) resolve();
    for (const event of ['end', 'close', 'error']) stream.once(event, () => resolve());
  });
}

function written(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}
