import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ServerId } from '../../../shared/model/server';
import type { TrafficRecorder } from '../../traffic/trafficRecorder';
import { Scribe } from './scribe';
import { spoolName } from './spoolName';
import { type SpoolPosition, SpoolReader } from './spoolReader';

/** What is known of a run that was read, to go on from there another time. */
export interface TapBookmark extends SpoolPosition {
  /** Of the client. */
  readonly name?: string | undefined;
}

export interface TapRunOptions {
  readonly folder: string;
  readonly run: string;
  readonly serverId: ServerId;
  readonly recorder: TrafficRecorder;
  readonly bookmark: TapBookmark | undefined;
  /** The number of the oldest file that is left. */
  readonly first: number;
  /** How long a file that was read is kept for others who read it too, in ms. */
  readonly keepMs: number;
}

/** Takes over into the traffic log what one run of a tap has seen, as it grows. */
export class TapRun {
  readonly #options: TapRunOptions;
  readonly #reader: SpoolReader;
  readonly #scribe: Scribe;
  #bookmark: TapBookmark | undefined;
  #hasEnd = false;

  constructor(options: TapRunOptions) {
    const { folder, run, recorder, bookmark, first } = options;
    this.#options = options;
    const isLate = first > (bookmark?.part ?? 0);
    const from = isLate || !bookmark ? { part: first, offset: 0 } : bookmark;
    this.#reader = new SpoolReader(folder, run, from);
    this.#scribe = new Scribe({ recorder, run, name: bookmark?.name, isLate });
    this.#bookmark = bookmark;
  }

  /** Where to go on when this process has ended: nothing that is not recorded lies before it. */
  get bookmark(): TapBookmark | undefined {
    return this.#bookmark;
  }

  get serverId(): ServerId {
    return this.#options.serverId;
  }

  /** As the client calls itself, once it has. */
  get name(): string | undefined {
    return this.#scribe.name;
  }

  /**
   * Reads what is there. @returns whether all is read that there will ever be.
   * @param last the number of the newest file
   * @param isOver the tap lives no more
   */
  async read(last: number, isOver: boolean): Promise<boolean> {
    await this.#reader.read(last, (frame) => {
      this.#scribe.take(frame);
      this.#hasEnd ||= frame.kind === 'end';
    });
    const isDone = this.#hasEnd || isOver;
    if (isDone) this.#scribe.end();
    if (isDone || this.#scribe.isBetweenLines) {
      this.#bookmark = { ...this.#reader.position, name: this.#scribe.name };
    }
    return isDone;
  }

  /** Removes the files that are read and will not grow, unless somebody else may still want them. */
  async removeRead(parts: readonly number[], isDone: boolean): Promise<void> {
    const { folder, run, keepMs } = this.#options;
    const { part: current } = this.#reader.position;
    for (const part of parts) {
      if (part > current || (part === current && !isDone)) continue;
      const file = path.join(folder, spoolName(run, part));
      const { mtimeMs = 0 } = (await stat(file).catch(() => undefined)) ?? {};
      if (Date.now() - mtimeMs >= keepMs) await rm(file, { force: true }).catch(() => {});
    }
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
