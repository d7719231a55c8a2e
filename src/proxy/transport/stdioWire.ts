import { isUtf8 } from 'node:buffer';
import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import { parseText, type RawMessage } from './jsonRpc';
import { LineScanner } from './lineScanner';
import type { Wire } from './wire';
import { networkError, WireError } from './wireError';

export interface StdioWireOptions {
  /** The server's, that is: written by us. */
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly recorder: TrafficRecorder;
  readonly sessionId: string;
  onNoise(line: string): void;
}

/**
 * Messages over a process's stdin and stdout, one a line (MCP 2025-11-25, Transports, stdio). The process
 * belongs to whoever started it: closing the wire ends its stdin and no more.
 */
export class StdioWire implements Wire {
  readonly answersEachRequest = false;
  onmessage: (message: RawMessage, raw: string) => void = () => {};
  onclose: (error?: Error) => void = () => {};

  readonly #options: StdioWireOptions;
  readonly #scanner: LineScanner;
  #closed = false;
  /** Those who wait until stdin takes more. */
  #waiting: (() => void)[] = [];

  constructor(options: StdioWireOptions) {
    this.#options = options;
    this.#scanner = new LineScanner({
      onLine: (line) => this.#receive(line),
      onTooLong: (head) => this.#noise(head.subarray(0, 4096).toString('utf8')),
    });
  }

  async start(): Promise<void> {
    const { stdin, stdout } = this.#options;
    stdin.on('error', this.#onStdinError);
    stdin.on('close', this.#onDrain);
    stdin.on('drain', this.#onDrain);
    stdout.on('data', this.#onData);
    stdout.once('end', this.#onEnd);
    stdout.once('close', this.#onEnd);
    stdout.on('error', this.#onStdoutError);
    if (stdout.readableEnded || stdout.destroyed) this.#onEnd();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const { stdin, recorder, sessionId } = this.#options;
    if (this.#closed || !stdin.writable) throw new WireError({ kind: 'closed' });
    const raw = JSON.stringify(message);
    recorder.message('clientToServer', raw, { sessionId, parsed: message });
    if (stdin.write(`${raw}\n`)) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (!stdin.writable) throw new WireError({ kind: 'closed' });
  }

  setProtocolVersion(): void {
    // Nothing on this wire names it.
  }

  async close(): Promise<void> {
    this.#finish();
  }

  readonly #onData = (chunk: Buffer) => this.#scanner.push(chunk);
  readonly #onEnd = () => {
    if (!this.#closed) this.#scanner.end();
    this.#finish();
  };
  readonly #onStdoutError = (error: Error) => this.#finish(networkError(error));
  readonly #onStdinError = (error: NodeJS.ErrnoException) => {
    // EPIPE means that the process is gone or reads no more. What it has said until then is still read.
    if (error.code !== 'EPIPE') this.#finish(networkError(error));
    else this.#onDrain();
  };
  readonly #onDrain = () => {
    for (const resume of this.#waiting.splice(0)) resume();
  };

  #receive(bytes: Buffer): void {
    if (this.#closed) return;
    const line = bytes.toString('utf8');
    const parsed = parseText(line);
    if (parsed.kind === 'noise') {
      this.#noise(line);
      return;
    }
    const { recorder, sessionId } = this.#options;
    recorder.message('serverToClient', line, {
      sessionId,
      parsed: parsed.messages[0],
      // Bytes that are no text are written as what they were taken for: the log is to be read by others.
      ...(isUtf8(bytes) && { bytes }),
    });
    for (const message of parsed.messages) this.onmessage(message, line);
  }

  #noise(line: string): void {
    // An empty line says nothing, and harms no client.
    if (line.trim() === '') return;
    this.#options.recorder.noise(line);
    this.#options.onNoise(line);
  }

  #finish(error?: Error): void {
    if (this.#closed) return;
    this.#closed = true;
    const { stdin, stdout } = this.#options;
    stdin.end();
    this.#onDrain();
    stdin.off('drain', this.#onDrain);
    stdin.off('close', this.#onDrain);
    stdout.off('data', this.#onData);
    stdout.off('end', this.#onEnd);
    stdout.off('close', this.#onEnd);
    // Keep reading, so that a server which goes on writing is not blocked from ending in order.
    stdout.resume();
    this.onclose(error);
  }
}
