import type { TrafficHead } from '../../shared/model/traffic';

/** What stands before the text of an entry in its line of NDJSON. */
export type EntryHeader = Pick<TrafficHead, 'seq' | 'time' | 'direction' | 'kind' | 'bytes'> &
  Partial<
    Pick<
      TrafficHead,
      | 'method'
      | 'rpcId'
      | 'sessionId'
      | 'pairSeq'
      | 'durationMs'
      | 'httpSeq'
      | 'replayOf'
      | 'failed'
    >
  > & {
    /** In a file that holds the traffic of several servers. */
    readonly server?: string;
  };

/** The text comes last, under this key: a message as it is, any other text as a JSON string. */
const KEY = ',"message":';
const PREVIEW_CHARS = 240;
const SMALL = 64 * 1024;
/** So much of a line holds its header and the preview of its text. See MAX_NAME. */
export const HEAD_BYTES = 4096;
/** Of a name or an id so many characters are in the header; each is six bytes at most, and there are three. */
export const MAX_NAME = 160;
const LF = 0x0a;
const CR = 0x0d;
const END = Buffer.from('}\n');

/** An entry that is ready to be written. */
export interface ComposedEntry {
  readonly header: EntryHeader;
  readonly raw: string;
  /**
   * `raw` is known to be JSON. It is then written as it is if it stands on one line, and cannot be taken for
   * a text.
   */
  readonly isJson: boolean;
  /** The bytes of `raw`, if they are at hand; they are written, and must not change. */
  readonly bytes?: Buffer | undefined;
}

/** The line of an entry, in pieces: a large text is not copied. */
export function encodeEntry({ header, raw, isJson, bytes }: ComposedEntry): readonly Buffer[] {
  const head = `${JSON.stringify(header).slice(0, -1)}${KEY}`;
  const isVerbatim = isJson && !startsAsText(raw) && isOneLine(raw, bytes);
  if (isVerbatim && bytes && bytes.length >= SMALL) return [Buffer.from(head), bytes, END];
  const value = isVerbatim ? raw : JSON.stringify(raw);
  if (value.length < SMALL) return [Buffer.from(`${head}${value}}\n`)];
  // A string may be as long as strings can be: then there is no longer one.
  return [Buffer.from(head), Buffer.from(value), END];
}

function startsAsText(raw: string): boolean {
  return /^\s*"/.test(raw);
}

function isOneLine(raw: string, bytes: Buffer | undefined): boolean {
  if (bytes) return !bytes.includes(LF) && !bytes.includes(CR);
  return !raw.includes('\n') && !raw.includes('\r');
}

/** Reads the header from the beginning of a line; undefined if the line is not ours or cut too short. */
export function decodeHeader(line: Buffer): EntryHeader | undefined {
  const end = line.indexOf(KEY);
  if (end === -1) return undefined;
  try {
    return JSON.parse(`${line.toString('utf8', 0, end)}}`) as EntryHeader;
  } catch {
    return undefined;
  }
}

/** The text of an entry from its whole line, with or without the line's end. */
export function decodeText(line: Buffer): string {
  const from = line.indexOf(KEY) + KEY.length;
  const to = line.lastIndexOf('}');
  const value = line.toString('utf8', from, to);
  return value.startsWith('"') ? (JSON.parse(value) as string) : value;
}

/** The beginning of the text on one line, from the beginning of its line. */
export function decodePreview(head: Buffer): string {
  const from = head.indexOf(KEY) + KEY.length;
  const value = head.toString('utf8', from, Math.min(head.length, from + PREVIEW_CHARS * 4));
  const isText = value.startsWith('"');
  const text = isText ? value.slice(1).replace(/\\[nrt]/g, ' ') : value;
  const isWhole = head.at(-1) === 0x0a;
  const whole = isWhole ? text.replace(isText ? /"\}\n$/ : /\}\n$/, '') : text;
  return (isText ? whole.replace(/\\(["\\/])/g, '$1') : whole)
    .replace(/\s+/g, ' ')
    .slice(0, PREVIEW_CHARS);
}
