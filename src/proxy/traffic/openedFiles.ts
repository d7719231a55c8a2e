import path from 'node:path';
import { Emitter } from 'vscode-jsonrpc/node';
import { type OpenedTraffic, TRAFFIC_FILE_PREFIX } from '../../shared/model/traffic';
import { TrafficFile } from './trafficFile';

/** The index of a file is in memory; beyond so many, the one that was not used for longest is read anew. */
const MAX_FILES = 8;

/** Files of traffic that are looked at. They are read where they are, and never changed. */
export class OpenedFiles {
  readonly #files = new Map<string, Promise<TrafficFile>>();
  readonly #changed = new Emitter<{ readonly logId: string; readonly total: number }>();

  /** A search that was answered in part has found more. */
  readonly onDidChange = this.#changed.event;

  /**
   * Reads a file, anew if it was open.
   * @throws TrafficFileError; the error of the file system
   */
  async open(file: string): Promise<OpenedTraffic> {
    const logId = `${TRAFFIC_FILE_PREFIX}${path.resolve(file)}`;
    this.#files.delete(logId);
    const { segments, facets, cutOff } = await this.of(logId);
    return {
      logId,
      total: segments.total,
      servers: facets.servers,
      ...(cutOff !== undefined && { cutOff }),
    };
  }

  isFile(logId: string): boolean {
    return logId.startsWith(TRAFFIC_FILE_PREFIX);
  }

  /**
   * The file of this id; it is read if it is not open, as after a restart.
   * @throws TrafficFileError; the error of the file system
   */
  of(logId: string): Promise<TrafficFile> {
    const known = this.#files.get(logId);
    const file = known ?? this.#read(logId);
    // The latest used stands last.
    this.#files.delete(logId);
    this.#files.set(logId, file);
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= MAX_FILES) break;
      this.#files.delete(oldest);
    }
    return file;
  }

  close(logId: string): void {
    this.#files.delete(logId);
  }

  #read(logId: string): Promise<TrafficFile> {
    const file = TrafficFile.open(logId.slice(TRAFFIC_FILE_PREFIX.length), () => {
      void file.then(({ segments: { usualTotal: total } }) => this.#changed.fire({ logId, total }));
    });
    // Whoever asks again may have put it right.
    file.catch(() => this.#files.delete(logId));
    return file;
  }
}
