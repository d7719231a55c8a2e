import type { ObjectReader } from './objectReader';
import type { DebugEntry, DevEntry } from './serverEntry';

const DEBUG_TYPES = ['node', 'debugpy'] as const;

/**
 * Reads `dev` of an entry: `watch` and `debug` as VS Code's mcp.json has them, and two keys of our own,
 * `build` (a task) and `debug.configuration` (a launch configuration), which may stand in `portcullis`, too.
 */
export function readDev(reader: ObjectReader): DevEntry | undefined {
  // A server can be run whatever is wrong here.
  const dev = reader.object('dev', 'warning');
  if (dev === undefined) return undefined;
  const watch = dev.stringOrStrings('watch');
  const own = dev.raw('portcullis')?.type === 'object' ? dev.object('portcullis') : undefined;
  const build = (own?.has('build') ? own : dev).string('build');
  const debug = readDebug(own?.has('debug') ? own : dev);
  return {
    ...(watch === undefined ? {} : { watch }),
    ...(build === undefined ? {} : { build }),
    ...(debug === undefined ? {} : { debug }),
  };
}

function readDebug(dev: ObjectReader): DebugEntry | undefined {
  const debug = dev.object('debug');
  if (debug === undefined) return undefined;
  const name = debug.string('configuration');
  if (name !== undefined) return { type: 'configuration', name };
  const type = debug.oneOf('type', DEBUG_TYPES);
  if (type !== 'debugpy') return type && { type };
  const debugpyPath = debug.string('debugpyPath');
  return { type, ...(debugpyPath === undefined ? {} : { debugpyPath }) };
}
