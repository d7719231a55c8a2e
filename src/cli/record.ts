import path from 'node:path';
import { TrafficFileWriter } from '../proxy/traffic/trafficFileWriter';
import { UsageError } from './args/usageError';

/**
 * Opens the file for all traffic of a run, in place of what it held. Undefined if none is wanted.
 * @throws UsageError if it cannot be written.
 */
export function openRecord(
  file: string | undefined,
  stderr: { write(text: string): unknown },
): TrafficFileWriter | undefined {
  if (file === undefined) return undefined;
  try {
    return new TrafficFileWriter({
      path: path.resolve(file),
      onProblem: (message) => stderr.write(`portcullis: ${message}\n`),
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be written (${code ?? message}).`);
  }
}
