import { stripVTControlCharacters } from 'node:util';
import type { TrafficRecorder } from '../../traffic/trafficRecorder';
import { tryParse } from '../../traffic/tryParse';
import { parseText } from '../../transport/jsonRpc';
import { LineScanner } from '../../transport/lineScanner';
import { clientNameIn } from '../clientNames';
import type { Frame } from './spoolFrame';

const STREAMS = ['client', 'server', 'stderr'] as const;
type Stream = (typeof STREAMS)[number];

/** In bytes. */
const MAX_MESSAGE = 256 * 1024 * 1024;
const MAX_STDERR = 16 * 1024;
const LF = 0x0a;

export interface ScribeOptions {
  readonly recorder: TrafficRecorder;
  /** Tells apart the ids of different clients. */
  readonly run: string;
  /** As the client calls itself, if it is known already. */
  readonly name?: string | undefined;
  /** The beginning is missing. */
  readonly isLate?: boolean;
}

/** Turns the bytes that passed through a tap into entries of the traffic log, under the name of the client. */
export class Scribe {
  readonly #options: ScribeOptions;
  readonly #lines: Readonly<Record<Stream, LineScanner>>;
  /** Of a line that has begun, in bytes. */
  readonly #begun = { client: 0, server: 0, stderr: 0 };
  /** Where the beginning of the next line may be missing: what is left of it says nothing. */
  readonly #torn = new Set<Stream>();
  #name: string | undefined;
  #time = 0;

  constructor(options: ScribeOptions) {
    this.#options = options;
    this.#name = options.name;
    const scanner = (onLine: (line: Buffer) => void, maxLine: number) =>
      new LineScanner({ onLine, onTooLong: (head) => onLine(head.subarray(0, 4096)), maxLine });
    this.#lines = {
      client: scanner((line) => this.#client(line), MAX_MESSAGE),
      server: scanner((line) => this.#server(line), MAX_MESSAGE),
      stderr: scanner((line) => this.#stderr(line), MAX_STDERR),
    };
    if (options.isLate) this.#tear();
  }

  get name(): string | undefined {
    return this.#name;
  }

  /** No line has begun: whoever goes on from here has missed nothing. */
  get isBetweenLines(): boolean {
    const { client, server, stderr } = this.#begun;
    return client + server + stderr === 0;
  }

  take({ kind, time, bytes }: Frame): void {
    if (kind === 'gap') {
      this.#tear();
      return;
    }
    this.#time = time;
    if (kind !== 'end') this.#push(kind, bytes);
  }

  /** Nothing more will come: lines that have begun are all there is of them. */
  end(): void {
    for (const scanner of Object.values(this.#lines)) scanner.end();
  }

  #tear(): void {
    this.end();
    for (const stream of STREAMS) {
      this.#begun[stream] = 0;
      if (stream !== 'stderr') this.#torn.add(stream);
    }
  }

  #push(stream: Stream, bytes: Buffer): void {
    const last = bytes.lastIndexOf(LF);
    this.#begun[stream] =
      last === -1 ? this.#begun[stream] + bytes.length : bytes.length - last - 1;
    this.#lines[stream].push(bytes);
  }

  #client(bytes: Buffer): void {
    const raw = bytes.toString('utf8');
    const parsed = tryParse(raw);
    if (this.#isNothing('client', raw, parsed !== undefined)) return;
    this.#name = clientNameIn(parsed) ?? this.#name;
    const { recorder, run: exchange } = this.#options;
    recorder.message('clientToServer', raw, { ...this.#origin, exchange, parsed, bytes });
  }

  #server(bytes: Buffer): void {
    const raw = bytes.toString('utf8');
    const read = parseText(raw);
    if (this.#isNothing('server', raw, read.kind === 'messages')) return;
    const { recorder, run: exchange } = this.#options;
    if (read.kind === 'noise') recorder.noise(raw, this.#origin);
    else {
      const [parsed] = read.messages;
      recorder.message('serverToClient', raw, { ...this.#origin, exchange, parsed, bytes });
    }
  }

  /** An empty line, or the rest of one that is torn. */
  #isNothing(stream: 'client' | 'server', raw: string, isMessage: boolean): boolean {
    const wasTorn = this.#torn.delete(stream);
    return raw.trim() === '' || (wasTorn && !isMessage);
  }

  #stderr(bytes: Buffer): void {
    const text = stripVTControlCharacters(bytes.toString('utf8')).trimEnd();
    this.#options.recorder.stderr(text, this.#origin);
  }

  get #origin() {
    return { sessionId: `tap: ${this.#name ?? 'client'}`, time: this.#time };
  }
}
