import { pruneSpools } from '../../proxy/relay/spool/pruneSpools';
import { Scribe } from '../../proxy/relay/spool/scribe';
import type { FrameKind } from '../../proxy/relay/spool/spoolFrame';
import { newRun } from '../../proxy/relay/spool/spoolName';
import { SpoolWriter } from '../../proxy/relay/spool/spoolWriter';
import { tapFolder } from '../../proxy/relay/spool/tapFolder';
import { now } from '../../proxy/traffic/clock';
import { TrafficFileWriter } from '../../proxy/traffic/trafficFileWriter';
import type { LaunchDefinition } from '../../shared/model/server';

export interface TapRecording {
  /** To be called before it is passed on. */
  write(stream: Exclude<FrameKind, 'gap' | 'end'>, bytes: Buffer): void;
  end(): void;
}

/**
 * Records what passes, for the proxies of this user and, if wanted, into a file besides. Whatever happens to
 * the disk, it only says so, once.
 */
export function startRecording(
  definition: LaunchDefinition,
  file: string | undefined,
  say: (text: string) => void,
): TapRecording {
  const folder = tapFolder();
  const run = newRun(process.pid);
  const startedAt = Date.now();
  const spool = new SpoolWriter({
    folder,
    run,
    about: { uri: definition.source.uri ?? '', server: definition.name, startedAt },
    onProblem: ({ message }) =>
      say(`What is said is not recorded in ${folder} for now (${message}).`),
  });
  void pruneSpools(folder);
  const copy = file === undefined ? undefined : recordToFile(file, definition, run, say);
  return {
    write: (stream, bytes) => {
      spool.write(stream, bytes);
      copy?.scribe.take({ kind: stream, time: now(), bytes });
    },
    end: () => {
      copy?.scribe.end();
      copy?.writer.close();
      spool.end();
    },
  };
}

function recordToFile(
  path: string,
  definition: LaunchDefinition,
  run: string,
  say: (text: string) => void,
) {
  try {
    const writer = new TrafficFileWriter({ path, onProblem: say });
    return { writer, scribe: new Scribe({ recorder: writer.recorder(definition.id), run }) };
  } catch (error) {
    say(`${path} cannot be written (${(error as Error).message}).`);
    return undefined;
  }
}
