import type { ServerId } from '../../shared/model/server';
import type { TrafficFilter } from '../../shared/model/traffic';
import { decodeHeader, decodeText, type EntryHeader } from './entryLine';
import type { WindowSource } from './logWindow';

/** An entry as it stands in its file. */
export interface StoredEntry {
  readonly server: ServerId;
  readonly header: EntryHeader;
  /** Its line, with or without its end. */
  readonly line: Buffer;
  readonly text: () => string;
}

export interface StreamSource extends WindowSource {
  /** Whose entries they are that do not say so themselves. */
  readonly server: ServerId;
}

/** All entries that pass a filter, of one log, or of several in the order of time. */
export async function* entryStream(
  sources: readonly StreamSource[],
  filter: TrafficFilter,
): AsyncGenerator<StoredEntry> {
  const streams = await Promise.all(sources.map((source) => entriesOf(source, filter)));
  const nexts = streams.map((stream) => stream.next());
  for (;;) {
    let first = -1;
    for (const [index, next] of nexts.entries()) {
      if (next.done) continue;
      const soonest = first === -1 ? undefined : nexts[first]!.value;
      if (!soonest || next.value.header.time < soonest.header.time) first = index;
    }
    if (first === -1) return;
    yield nexts[first]!.value as StoredEntry;
    nexts[first] = streams[first]!.next();
  }
}

async function entriesOf(
  source: StreamSource,
  filter: TrafficFilter,
): Promise<Generator<StoredEntry, undefined>> {
  const seqs = (await source.views.of(filter)?.seqs())?.seqs;
  return read(source, seqs ?? everything(source));
}

function* everything({ segments }: WindowSource): Generator<number> {
  for (const { firstSeq, endSeq } of segments.all) {
    for (let seq = firstSeq; seq < endSeq; seq++) yield seq;
  }
}

function* read(
  { segments, server: owner }: StreamSource,
  seqs: Iterable<number>,
): Generator<StoredEntry, undefined> {
  for (const part of parts(seqs)) {
    for (const [segment, own] of segments.split(part)) {
      for (const line of segment.lines(own)) {
        const header = decodeHeader(line);
        if (!header) continue;
        const { server = owner } = header;
        yield { server, header, line, text: () => decodeText(line) };
      }
    }
  }
}

/** So many are read at once. */
const PART = 1024;

function* parts(seqs: Iterable<number>): Generator<number[]> {
  let part: number[] = [];
  for (const seq of seqs) {
    part.push(seq);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  yield part;
}
