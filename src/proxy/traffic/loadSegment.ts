import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { LineScanner } from '../transport/lineScanner';
import { decodeHeader } from './entryLine';
import { decodeFileHeader } from './fileHeader';
import { readIndex } from './indexFile';
import type { LogNames } from './nameTable';
import { Segment } from './segment';
import { SegmentFile } from './segmentStore';

const LOAD_BYTES = 1024 * 1024;

/** The segments of an earlier run, oldest first. @throws the error of the file system */
export function loadSegments(folder: string, names: LogNames): Segment[] {
  return readdirSync(folder)
    .filter((name) => /^\d{12}\.ndjson$/.test(name))
    .sort()
    .map((name) => loadSegment(path.join(folder, name), Number.parseInt(name, 10), names));
}

/** Takes up what a file holds, up to a line that is not whole: the program ended while writing it. */
function loadSegment(file: string, firstSeq: number, names: LogNames): Segment {
  const { size } = statSync(file);
  const store = new SegmentFile(file, size);
  const columns = readIndex(file, size, names);
  if (columns) return new Segment(firstSeq, store, names, columns);
  const segment = new Segment(firstSeq, store, names);
  let offset = 0;
  let isOurs = true;
  const scanner = new LineScanner({
    maxLine: Number.POSITIVE_INFINITY,
    onLine: (line) => {
      isOurs &&= take(segment, line, offset);
      offset += line.length + 1;
    },
  });
  for (let read = 0; read < size && isOurs; ) {
    const chunk = store.read(read, LOAD_BYTES);
    if (chunk.length === 0) break;
    scanner.push(chunk);
    read += chunk.length;
  }
  segment.columns.trim();
  return segment;
}

function take(segment: Segment, line: Buffer, offset: number): boolean {
  if (offset === 0 && isFileHeader(line)) return true;
  const header = decodeHeader(line);
  if (header?.seq !== segment.endSeq) return false;
  segment.index(header, offset, line.length + 1);
  return true;
}

function isFileHeader(line: Buffer): boolean {
  try {
    return decodeFileHeader(line) !== undefined;
  } catch {
    return false;
  }
}
