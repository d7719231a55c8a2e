import type { DebugEntry } from '../../shared/config/serverEntry';
import { planDebugging } from '../../shared/debug/planDebugging';
import type { DebugLaunch } from '../../shared/model/debuggee';
import type { LaunchDefinition } from '../../shared/model/server';

/** A crash under the debugger is to be looked at, not to be hidden by another start. */
function onceOnly(definition: LaunchDefinition): LaunchDefinition {
  const { restartOnCrash: _, ...rest } = definition;
  return rest;
}

/** The launch of a server whose programs say by themselves that they come under a debugger. */
export function withPrograms(
  definition: LaunchDefinition,
  wanted: DebugEntry | undefined,
  debug: DebugLaunch,
): LaunchDefinition {
  if (definition.kind === 'remote') return definition;
  const plan = planDebugging(definition.run, wanted);
  if (plan.kind !== 'programs') return definition;
  return { ...onceOnly(definition), run: plan.run, debug } as LaunchDefinition;
}

/** The launch of a server that a launch configuration of the person's attaches to. */
export function attachedTo(definition: LaunchDefinition): LaunchDefinition {
  return { ...onceOnly(definition), debug: { byConfiguration: true } };
}

/**
 * A server that a launch configuration of the person's starts: we wait for it, and do not start it.
 * @param port that it was told to listen on, if that was not in its address already
 */
export function startedBySomebodyElse(
  definition: LaunchDefinition,
  port: number | undefined,
): LaunchDefinition {
  if (definition.kind === 'stdio') return definition;
  const url =
    port === undefined ? definition.url : definition.url.replaceAll('${port}', String(port));
  const debug = { byConfiguration: true };
  if (definition.kind === 'remote') return { ...definition, url, awaited: true, debug };
  const { run: _, port: __, restartOnCrash: ___, ...rest } = definition;
  return { ...rest, kind: 'remote', url, awaited: true, debug };
}
