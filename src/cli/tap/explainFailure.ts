import { StepFailure } from '../../proxy/gate/healthGate';
import type { PreparedRun } from '../../proxy/launchConfig';
import { diagnoseFailure } from '../../proxy/launchEvidence';
import type { ServerProcess } from '../../proxy/process/serverProcess';
import type { LaunchDefinition } from '../../shared/model/server';
import { diagnosisLines } from '../checklist';
import { createStyle } from '../style';

/** The client is not kept waiting for the reason of what it sees anyway, in ms. */
const MAX_MS = 2_000;

export interface FailedTap {
  readonly definition: LaunchDefinition;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly prepared?: PreparedRun | undefined;
  readonly server?: ServerProcess | undefined;
}

/** Why a server did not start, in words for whoever reads the client's log of our stderr. Never rejects. */
export async function explainFailure(tap: FailedTap, failure: StepFailure): Promise<string> {
  const { definition, startedAt, prepared, server } = tap;
  const evidence = {
    definition,
    startedAt,
    limitMs: definition.readyTimeout,
    url: undefined,
    port: undefined,
    command: prepared?.command,
    environment: prepared?.environment,
    server,
    noise: [],
    // It speaks over its pipes.
    listening: async () => [],
  };
  const diagnosis = await diagnoseFailure(evidence, failure, AbortSignal.timeout(MAX_MS));
  return `${diagnosisLines(diagnosis, createStyle(false)).join('\n')}\n`;
}

/** The server has ended by itself, and has not said anything. */
export function endedEarly({ exit }: ServerProcess): StepFailure {
  const how = exit?.signal ? `ended by ${exit.signal}` : `exited with code ${exit?.code}`;
  return new StepFailure('process', how, {});
}
