import type { TrafficExport, TrafficFilter } from '../../shared/model/traffic';
import { encodeEntry } from './entryLine';
import { entryStream, type StoredEntry, type StreamSource } from './entryStream';
import { ExportFile } from './exportFile';
import { encodeFileHeader } from './fileHeader';
import { HarWriter } from './harWriter';
import { maskEntry } from './maskEntry';

export interface ExportOptions {
  readonly filter: TrafficFilter;
  /** `har`: what passed over HTTP only. */
  readonly format: 'ndjson' | 'har';
  /** Replaced if it is there, once the new one is whole. */
  readonly path: string;
  /** Masked wherever they stand, with what looks like a secret; undefined: nothing is masked. */
  readonly mask: readonly string[] | undefined;
}

interface Writer {
  /** @returns how many entries it made of it */
  entry(entry: StoredEntry): Promise<number>;
  end(): Promise<number>;
}

/**
 * Writes all that passes a filter into a file, entry by entry, whatever the size of the log.
 * @throws the error of the file system; a file that was there is left as it was
 */
export async function exportTraffic(
  sources: readonly StreamSource[],
  { filter, format, path, mask }: ExportOptions,
): Promise<TrafficExport> {
  const file = await ExportFile.create(path);
  let entries = 0;
  try {
    const writer =
      format === 'har' ? await HarWriter.begin(file, mask) : await beginLines(file, sources, mask);
    for await (const entry of entryStream(sources, filter)) entries += await writer.entry(entry);
    entries += await writer.end();
    await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  return { entries, bytes: file.bytes };
}

async function beginLines(
  file: ExportFile,
  sources: readonly StreamSource[],
  mask: readonly string[] | undefined,
): Promise<Writer> {
  const only = sources.length === 1 ? sources[0]!.server : undefined;
  const secrets = mask ? 'masked' : 'included';
  await file.write(encodeFileHeader({ ...(only !== undefined && { server: only }), secrets }));
  return {
    entry: async (entry) => {
      await file.write(lineOf(entry, only, mask));
      return 1;
    },
    end: async () => 0,
  };
}

/** As it is, if there is nothing to be changed. */
function lineOf(
  { header, server, line, text }: StoredEntry,
  owner: string | undefined,
  mask: readonly string[] | undefined,
): Buffer {
  const raw = text();
  const masked = mask ? maskEntry(raw, mask) : raw;
  const isOwn = server === owner || header.server !== undefined;
  if (masked === raw && isOwn) return line.at(-1) === 0x0a ? line : Buffer.concat([line, LF]);
  const full = { ...header, ...(isOwn ? {} : { server }), bytes: header.bytes };
  return Buffer.concat(encodeEntry({ header: full, raw: masked, isJson: isMessage(masked) }));
}

const LF = Buffer.from('\n');

function isMessage(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
