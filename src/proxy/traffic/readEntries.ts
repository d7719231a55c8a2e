import { open } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { TRAFFIC_KINDS } from '../../shared/model/traffic';
import { decodeHeader, type EntryHeader } from './entryLine';
import { decodeFileHeader, type TrafficFileHeader } from './fileHeader';
import { type FileLine, fileLines } from './fileLines';
import { TrafficFileError } from './trafficFileError';

const KINDS: ReadonlySet<string> = new Set(TRAFFIC_KINDS);
const CLOSE = 0x7d;

export interface EntryReader {
  /** Of the first line, if that is one. */
  fileHeader(header: TrafficFileHeader): void;
  /** @param length with the line's end, if it has one */
  entry(header: EntryHeader, offset: number, length: number): void;
  /** The last line is cut off: the program ended while writing it. */
  cutOff(line: number): void;
}

/**
 * Reads the entries of a file in the format of the log.
 * @throws TrafficFileError naming the line that is none; the error of the file system
 */
export async function readEntries(path: string, reader: EntryReader): Promise<void> {
  const file = await open(path, 'r');
  try {
    for await (const lines of fileLines(file)) {
      for (const line of lines) readLine(path, line, reader);
    }
  } finally {
    await file.close();
  }
}

function readLine(path: string, line: FileLine, reader: EntryReader): void {
  const { bytes, number, offset, isEnded } = line;
  if (bytes.length === 0) return;
  if (number === 1 && takeFileHeader(path, bytes, reader)) return;
  const problem = problemOf(line);
  if (typeof problem !== 'string') {
    reader.entry(problem, offset, bytes.length + (isEnded ? 1 : 0));
  } else if (isEnded || number === 1) {
    throw new TrafficFileError(path, problem, number);
  } else reader.cutOff(number);
}

function takeFileHeader(path: string, bytes: Buffer, reader: EntryReader): boolean {
  try {
    const header = decodeFileHeader(bytes);
    if (header) reader.fileHeader(header);
    return header !== undefined;
  } catch (error) {
    throw new TrafficFileError(path, (error as Error).message, 1, { cause: error });
  }
}

/** The header of an entry, or why there is none. */
function problemOf({ bytes, isEnded }: FileLine): EntryHeader | string {
  const header = decodeHeader(bytes);
  if (!header || bytes.at(-1) !== CLOSE) return t('This is no entry of a traffic log.');
  const { seq, time, direction, kind } = header;
  if (!Number.isSafeInteger(seq) || seq < 0) return t('The entry has no position ("seq").');
  if (typeof time !== 'number') return t('The entry has no time.');
  if (direction !== 'clientToServer' && direction !== 'serverToClient') {
    return t('The entry has no direction.');
  }
  if (!KINDS.has(kind)) return t('The kind of the entry is not known: {0}.', JSON.stringify(kind));
  return isEnded || isJson(bytes) ? header : t('The line is cut off.');
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
