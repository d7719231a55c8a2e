import type { Diagnosis } from '../shared/model/diagnosis';
import type { StepId, StepStatus } from '../shared/model/launch';
import type { LaunchDefinition } from '../shared/model/server';
import type { ServerSnapshot } from '../shared/model/state';

export interface ReportedDiagnosis {
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly evidence: readonly { readonly label: string; readonly value: string }[];
  readonly fixes: readonly { readonly id: string; readonly title: string }[];
}

/** What `portcullis check --json` prints. Keys are always there; what is not known is null. */
export interface Report {
  readonly state: 'ready' | 'failed';
  /** Null when no session was opened. */
  readonly server: {
    readonly name: string;
    readonly version: string;
    readonly protocolVersion: string;
    readonly era: string;
    readonly transport: 'stdio' | 'http' | 'sse';
    readonly url?: string;
  } | null;
  readonly steps: readonly {
    readonly id: StepId;
    readonly status: StepStatus;
    readonly ms: number | null;
    readonly attempts: number;
    readonly detail: string | null;
  }[];
  readonly warnings: readonly ReportedDiagnosis[];
  readonly diagnosis: ReportedDiagnosis | null;
}

/** The result of a launch that has ended. Pure. */
export function createReport(snapshot: ServerSnapshot, definition: LaunchDefinition): Report {
  const { state, launch, warnings } = snapshot;
  return {
    state: state.status === 'failed' ? 'failed' : 'ready',
    server: serverOf(snapshot, definition),
    steps: (launch?.steps ?? []).map(({ id, status, ms, attempts, detail }) => ({
      id,
      status,
      ms: ms ?? null,
      attempts,
      detail: detail ?? null,
    })),
    warnings: warnings.map(reported),
    diagnosis: state.status === 'failed' ? reported(state.diagnosis) : null,
  };
}

function serverOf(
  { session, url }: ServerSnapshot,
  definition: LaunchDefinition,
): Report['server'] {
  if (!session) return null;
  const { serverInfo, protocolVersion, era } = session;
  return {
    name: serverInfo.name,
    version: serverInfo.version,
    protocolVersion,
    era,
    transport: definition.kind === 'stdio' ? 'stdio' : definition.transport,
    ...(url === undefined ? {} : { url }),
  };
}

/** As it stands in JSON. */
export function reported({
  code,
  title,
  explanation,
  evidence,
  fixes,
}: Diagnosis): ReportedDiagnosis {
  return {
    code,
    title,
    explanation,
    evidence: evidence.map(({ label, value }) => ({ label, value })),
    fixes: fixes.map(({ id, title }) => ({ id, title })),
  };
}
