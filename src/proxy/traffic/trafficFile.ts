import { open } from 'node:fs/promises';
import type { ServerId } from '../../shared/model/server';
import type { TrafficEntry, TrafficFacets, TrafficHead } from '../../shared/model/traffic';
import { type ComposedEntry, type EntryHeader, encodeEntry } from './entryLine';
import type { StreamSource } from './entryStream';
import { LogNames } from './nameTable';
import { Positions } from './positions';
import { readEntries } from './readEntries';
import { readHar } from './readHar';
import { readHeads } from './readHeads';
import { Segment } from './segment';
import { SegmentList } from './segmentList';
import { SegmentMemory } from './segmentStore';
import { SliceStore } from './sliceStore';
import { ViewCache } from './viewCache';

/** A part of the file that one segment holds; what points into it must fit into 32 bits. */
const SLICE_BYTES = 1024 * 1024 * 1024;

/** A file of traffic that was opened to be looked at. Only its index is in memory. */
export class TrafficFile implements StreamSource {
  readonly path: string;
  readonly segments = new SegmentList();
  readonly views: ViewCache;
  readonly #names = new LogNames();
  readonly #positions = new Map<string | undefined, Positions>();
  #server: ServerId;
  /** Where the last segment begins in the file. */
  #start = 0;
  #cutOff: number | undefined;

  private constructor(path: string, onProgress: () => void) {
    this.path = path;
    this.#server = path;
    this.views = new ViewCache({ segments: this.segments, names: this.#names }, onProgress);
  }

  /**
   * @param onProgress a search that was answered in part has found more
   * @throws TrafficFileError naming the first line that is no entry; the error of the file system
   */
  static async open(path: string, onProgress: () => void): Promise<TrafficFile> {
    const file = new TrafficFile(path, onProgress);
    if (await isHar(path)) file.#takeHar(await readHar(path));
    else {
      await readEntries(path, {
        fileHeader: ({ server }) => {
          file.#server = server ?? path;
        },
        entry: (header, offset, length) => file.#index(header, offset, length),
        cutOff: (line) => {
          file.#cutOff = line;
        },
      });
    }
    for (const { columns } of file.segments.all) columns.trim();
    return file;
  }

  /** Whose entries they are that do not say so themselves. */
  get server(): ServerId {
    return this.#server;
  }

  /** The number of a last line that was cut off. */
  get cutOff(): number | undefined {
    return this.#cutOff;
  }

  get facets(): TrafficFacets {
    const { methods, sessions, servers } = this.#names;
    return {
      servers: servers.all.length > 0 ? servers.all : [this.#server],
      sessions: sessions.all,
      methods: methods.all,
    };
  }

  heads(seqs: readonly number[]): TrafficHead[] {
    return readHeads(this.segments, seqs, (segment, part) =>
      segment.heads(part, this.#server).map((head) => this.#located(head)),
    );
  }

  entry(seq: number): TrafficEntry | undefined {
    const entry = this.segments.of(seq)?.entry(seq, this.#server);
    return entry && this.#located(entry);
  }

  /** What is in such a file is no line of a log: it is made to be, in memory. */
  #takeHar(entries: readonly ComposedEntry[]): void {
    if (entries.length === 0) return;
    const store = new SegmentMemory();
    this.segments.push(new Segment(0, store, this.#names));
    for (const entry of entries) {
      const offset = store.size;
      for (const part of encodeEntry(entry)) store.append(part);
      this.#index(entry.header, offset, store.size - offset);
    }
  }

  #index(header: EntryHeader, offset: number, length: number): void {
    const here = this.segments.endSeq;
    let segment = this.segments.all.at(-1);
    if (!segment || offset + length - this.#start > SLICE_BYTES) {
      segment = new Segment(here, new SliceStore(this.path, offset), this.#names);
      this.#start = offset;
      this.segments.push(segment);
    }
    const { server, pairSeq, durationMs = 0 } = header;
    const positions = this.#positionsOf(server);
    const asked = pairSeq === undefined ? undefined : positions.of(pairSeq);
    const { pairSeq: _original, ...rest } = header;
    segment.index(
      asked === undefined ? rest : { ...rest, pairSeq: asked },
      offset - this.#start,
      length,
    );
    positions.add(header.seq, here);
    if (asked !== undefined) {
      const other = this.segments.of(asked)!;
      other.setPair(asked, here, durationMs);
    }
  }

  #positionsOf(server: string | undefined): Positions {
    let positions = this.#positions.get(server);
    if (!positions) {
      positions = new Positions();
      this.#positions.set(server, positions);
    }
    return positions;
  }

  /** What it names by the positions of the log that it comes from, by those in the file. */
  #located<T extends TrafficHead>(head: T): T {
    const { httpSeq, replayOf, pairSeq, ...rest } = head;
    const segment = this.segments.of(head.seq);
    const pair = segment?.columns.pair(head.seq - segment.firstSeq);
    const server = this.#names.servers.all.includes(head.serverId) ? head.serverId : undefined;
    const at = (seq: number | undefined) =>
      seq === undefined ? undefined : this.#positions.get(server)?.of(seq);
    const [http, replay] = [at(httpSeq), at(replayOf)];
    return {
      ...rest,
      ...(pair && { pairSeq: pair.pairSeq }),
      ...(http !== undefined && { httpSeq: http }),
      ...(replay !== undefined && { replayOf: replay }),
    } as T;
  }
}

/** A HAR is one value that holds a log; a line of ours names its position, or the format, first. */
async function isHar(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return /^\uFEFF?\s*\{\s*"log"\s*:/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
