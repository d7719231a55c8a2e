import path from 'node:path';
import type { DebugLaunch } from '../../shared/model/debuggee';
import { type Environment, joinPaths } from '../process/serverEnvironment';

/** Names the folder in which programs that come under the debugger say so. Inherited by the whole tree. */
export const DEBUGGEES_VARIABLE = 'PORTCULLIS_DEBUGGEES';

/**
 * The environment of a server whose programs are to come under a debugger, whatever starts them.
 * @param folder where they say so
 */
export function debugEnvironment(
  environment: Environment,
  debug: DebugLaunch,
  folder: string,
): Environment {
  return {
    ...environment,
    [DEBUGGEES_VARIABLE]: folder,
    ...(debug.node === undefined
      ? {}
      : { NODE_OPTIONS: nodeOptions(debug.node, environment.NODE_OPTIONS) }),
    ...(debug.python === undefined ? {} : pythonOf(debug, debug.python, environment)),
  };
}

function nodeOptions(preload: string, given = ''): string {
  // Node takes a backslash between the quotes for an escape.
  const ours = [`--require "${preload.replaceAll('\\', '/')}"`, '--inspect-publish-uid=http'];
  return [...ours, given].filter((part) => part !== '').join(' ');
}

function pythonOf(debug: DebugLaunch, preload: string, given: Environment): Environment {
  return {
    PYTHONPATH: joinPaths(preload, given.PYTHONPATH ?? ''),
    ...(debug.debugpy === undefined ? {} : { PORTCULLIS_DEBUGPY: path.normalize(debug.debugpy) }),
    // Otherwise debugpy warns of Python's frozen modules at each start.
    PYDEVD_DISABLE_FILE_VALIDATION: '1',
  };
}
