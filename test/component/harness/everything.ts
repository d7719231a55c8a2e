import type { CallRecord, Catalog, SessionSummary } from '../../../src/shared/model/session';
import type { ServerSnapshot } from '../../../src/shared/model/state';
import type { TrafficEntry, TrafficHead } from '../../../src/shared/model/traffic';
import recording from '../recordings/everything.json' with { type: 'json' };
import { FakeHost } from './fakeHost';

/** When the recorded session began. */
const BEGAN = Date.UTC(2026, 0, 31, 14, 3, 7);

/** What the reference server offers, as it was recorded. */
export const catalog = {
  revision: 1,
  tools: recording.tools,
  resources: recording.resources,
  resourceTemplates: recording.resourceTemplates,
  prompts: recording.prompts,
  errors: [],
} as unknown as Catalog;

const session = {
  id: 'session-1',
  era: 'legacy',
  protocolVersion: recording.initialize.protocolVersion,
  serverInfo: recording.initialize.serverInfo,
  capabilities: recording.initialize.capabilities,
  instructions: recording.initialize.instructions,
  openedAt: BEGAN,
} as unknown as SessionSummary;

export const readyServer: ServerSnapshot = {
  id: 'workspace/everything',
  name: 'everything',
  state: { status: 'ready' },
  launch: {
    id: 'launch-1',
    startedAt: BEGAN - 412,
    deadline: BEGAN + 30_000,
    endedAt: BEGAN,
    steps: [
      { id: 'config', status: 'passed', ms: 1.2, attempts: 1 },
      { id: 'process', status: 'passed', ms: 4.8, attempts: 1, detail: 'pid 4711' },
      { id: 'mcp', status: 'passed', ms: 405, attempts: 1, detail: '2025-11-25, legacy era' },
    ],
  },
  process: { pid: 4711, startedAt: BEGAN - 410, commandLine: 'npx server-everything stdio' },
  session,
  warnings: [],
};

/** The recorded messages as the proxy's log holds them. */
export const traffic: readonly TrafficEntry[] = paired(
  recording.frames.map((frame, seq): TrafficEntry => {
    const base = {
      seq,
      serverId: readyServer.id,
      time: BEGAN + frame.ms,
      bytes: Buffer.byteLength(frame.raw),
      raw: frame.raw,
    };
    if (frame.from === 'stderr')
      return { ...base, direction: 'serverToClient', kind: 'stderr', preview: frame.raw };
    const message = JSON.parse(frame.raw) as Record<string, unknown>;
    return {
      ...base,
      direction: frame.from === 'client' ? 'clientToServer' : 'serverToClient',
      kind: kindOf(message),
      preview: frame.raw.slice(0, 200),
      ...(typeof message.method === 'string' ? { method: message.method } : {}),
      ...(message.id === undefined ? {} : { rpcId: message.id as number }),
    };
  }),
);

function kindOf(message: Record<string, unknown>): TrafficHead['kind'] {
  if ('method' in message) return 'id' in message ? 'request' : 'notification';
  return 'error' in message ? 'error' : 'response';
}

/** Links each answer with its request. Ids are counted by each side for itself. */
function paired(entries: readonly TrafficEntry[]): readonly TrafficEntry[] {
  const linked = [...entries];
  const open = new Map<string, TrafficEntry>();
  for (const entry of entries) {
    const asker = entry.kind === 'request' ? entry.direction : opposite(entry.direction);
    const key = `${asker} ${entry.rpcId}`;
    if (entry.kind === 'request') open.set(key, entry);
    const request = open.get(key);
    if (!request || (entry.kind !== 'response' && entry.kind !== 'error')) continue;
    const both = { durationMs: entry.time - request.time, method: request.method ?? '' };
    linked[entry.seq] = { ...entry, ...both, pairSeq: request.seq };
    linked[request.seq] = { ...request, ...both, pairSeq: entry.seq };
  }
  return linked;
}

function opposite(direction: TrafficEntry['direction']): TrafficEntry['direction'] {
  return direction === 'clientToServer' ? 'serverToClient' : 'clientToServer';
}

type Recorded = { result?: unknown; error?: { code: number; message: string } };
const results = recording.results as Record<string, Recorded>;
const byTool: Record<string, Recorded | undefined> = {
  echo: results.echo,
  'get-sum': results.sum,
  'get-tiny-image': results.image,
  'get-structured-content': results.structured,
  'get-annotated-message': results.annotated,
  'get-resource-links': results.links,
  'get-resource-reference': results.reference,
};

/** Answers a call as the recorded server did. */
export function recordedAnswer(call: CallRecord): Partial<CallRecord> {
  const answer = answerOf(call);
  return answer.error
    ? { status: 'failed', error: answer.error }
    : { status: 'succeeded', result: answer.result };
}

function answerOf({ method, params }: CallRecord): Recorded {
  if (method === 'resources/read') return recording.read;
  if (method === 'prompts/get') return recording.prompt;
  const args = (params.arguments ?? {}) as Record<string, unknown>;
  if (params.name === 'echo' && args.message === undefined) return results.invalid ?? {};
  return byTool[String(params.name)] ?? (recording.unknownMethod as Recorded);
}

/** A host whose server is the recorded one, ready. */
export function everythingHost(): FakeHost {
  const host = new FakeHost();
  host.server = readyServer;
  host.catalog = catalog;
  host.traffic = [...traffic];
  host.answer = recordedAnswer;
  host.complete = ({ value }) => ({
    values: ['1', '2', '3'].filter((one) => one.startsWith(value)),
  });
  return host;
}
