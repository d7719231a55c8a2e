import { StepFailure } from '../../proxy/gate/healthGate';
import { checkConfig, type PreparedRun } from '../../proxy/launchConfig';
import { loginShellPath } from '../../proxy/process/loginShellPath';
import type { LaunchDefinition } from '../../shared/model/server';

/**
 * Looks for the server's program on the PATH that the client gave us, as the client itself would have; and
 * only where it is not found there, on that of the user's login shell.
 * @throws StepFailure
 */
export async function prepareTap(
  definition: LaunchDefinition & { kind: 'stdio' },
): Promise<PreparedRun> {
  try {
    return (await checkConfig(definition, process.env.PATH ?? process.env.Path ?? ''))!;
  } catch (error) {
    if (!(error instanceof StepFailure) || !error.facts.command) throw error;
    return (await checkConfig(definition, await loginShellPath()))!;
  }
}
