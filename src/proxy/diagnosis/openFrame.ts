import path from 'node:path';
import { t } from '@vscode/l10n';
import type { Fix } from '../../shared/model/diagnosis';
import type { LaunchDefinition } from '../../shared/model/server';
import { isOwnFile, type SourceFrame } from './output/stackFrames';
import { runOf } from './runOf';
import { baseName, fix } from './verdict';

/** `webpack://weather/./src/index.ts`: a place in a source map, and not in a file. A drive is one letter. */
const ADDRESS = /^[a-z][a-z\d+.-]+:/i;

/**
 * Opens the file of a frame at its line. Python, Rust and Ruby print paths as they were given: those start
 * from the folder that the server runs in.
 */
export function openFrame(
  frame: SourceFrame | undefined,
  definition: LaunchDefinition,
  platform: NodeJS.Platform,
): Fix | undefined {
  const file = frame && absolutePath(frame.file, runOf(definition)?.cwd, platform);
  if (!frame || file === undefined) return undefined;
  const { line, column } = frame;
  return fix('openFile', t('Open {0}', placeOf(baseName(file), frame)), {
    kind: 'openFile',
    path: file,
    line,
    ...(column === undefined ? {} : { column }),
  });
}

/** Where a frame is, for people: the file in full, if it is known, its line and its column. */
export function whereOf(
  frame: SourceFrame | undefined,
  definition: LaunchDefinition,
  platform: NodeJS.Platform,
): string | undefined {
  if (!frame) return undefined;
  const file = absolutePath(frame.file, runOf(definition)?.cwd, platform) ?? frame.file;
  return placeOf(file, frame);
}

/** Whether a frame is in a file of the person's own that there is, as far as one has looked. */
export function ownFiles({
  missingFiles,
}: {
  readonly missingFiles?: readonly string[];
}): (file: string) => boolean {
  const missing = new Set(missingFiles);
  return (file) => isOwnFile(file) && !missing.has(file);
}

function placeOf(file: string, { line, column }: SourceFrame): string {
  return [file, line, ...(column === undefined ? [] : [column])].join(':');
}

/** Undefined where nobody knows which file is meant. */
export function absolutePath(
  file: string,
  cwd: string | undefined,
  platform: NodeJS.Platform,
): string | undefined {
  if (ADDRESS.test(file)) return undefined;
  const paths = platform === 'win32' ? path.win32 : path.posix;
  if (paths.isAbsolute(file)) return file;
  return cwd === undefined ? undefined : paths.resolve(cwd, file);
}
