import { parseArgs } from 'node:util';
import { UsageError } from '../args/usageError';

export interface TapArguments {
  readonly file: string;
  readonly server: string;
  /** Where to record besides. */
  readonly record?: string;
}

const OPTIONS = {
  config: { type: 'string' },
  server: { type: 'string' },
  record: { type: 'string' },
} as const;

/**
 * Reads what stands after `portcullis tap`.
 * @throws UsageError
 */
export function parseTapArguments(args: readonly string[]): TapArguments {
  const { config, server, record } = parse(args);
  if (!config) throw new UsageError('tap needs --config FILE.');
  if (!server) throw new UsageError('tap needs --server NAME.');
  if (record === '') throw new UsageError('--record needs a file.');
  return { file: config, server, ...(record !== undefined && { record }) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
