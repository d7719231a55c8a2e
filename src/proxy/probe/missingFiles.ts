import { existsSync } from 'node:fs';
import type { LaunchDefinition } from '../../shared/model/server';
import { absolutePath } from '../diagnosis/openFrame';
import { framedFiles, isOwnFile } from '../diagnosis/output/stackFrames';
import { runOf } from '../diagnosis/runOf';

/** A stack is rarely deeper, and each file is looked for. */
const MAX_FILES = 50;

/** Files that the frames in a program's output name, as they are named, and that are not there. */
export function missingFiles(lines: readonly string[], definition: LaunchDefinition): string[] {
  const cwd = runOf(definition)?.cwd;
  return framedFiles(lines)
    .filter(isOwnFile)
    .slice(0, MAX_FILES)
    .filter((file) => {
      const absolute = absolutePath(file, cwd, process.platform);
      return absolute !== undefined && !existsSync(absolute);
    });
}
