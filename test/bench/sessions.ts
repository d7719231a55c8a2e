import type { Client } from '@modelcontextprotocol/client';
import type { InspectorSession } from '../../src/proxy/session/inspectorSession';
import type { CallId, CallRecord } from '../../src/shared/model/session';
import type { Aim, Comparison } from './comparison';
import { bareRequest } from './floor';
import type { InspectorBackend } from './inspectorBackend';
import {
  connectBare,
  type Kind,
  launched,
  openListed,
  running,
  type Setting,
  STDIO,
} from './setting';
import { inTurns, timed } from './statistics';

const LISTED_ROUNDS = 11;
const CALL_ROUNDS = 7;
const IN_ROW = 300;
const IN_FLIGHT = 200;
const LARGE_ROUNDS = 5;
/** Beyond 10 MiB on one line, the bare client gives up: the smaller one compares. */
const LARGE_MIB = { stdio: [9, 10], http: [10], events: [10] } as const;
const HUGE_MIB = 100;
/** Of the official client. Where the others end their connection upon a large result, it waits in vain. */
const CALL_TIMEOUT_MS = 10_000;
const LARGE_AIM = { atMost: 0.4 };

interface Params {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
}
type Call = (params: Params) => Promise<unknown>;

const EMPTY: Params = { name: 'empty', arguments: {} };

/** Three ways to the same server: our session, with everything recorded; the bare client; the official backend. */
interface Contest {
  readonly kind: Kind;
  readonly ours: Call;
  readonly bare: Call;
  readonly official: Call;
}

export async function compareSessions(
  setting: Setting,
  backend: InspectorBackend,
  kind: Kind,
): Promise<Comparison[]> {
  const session = await setting.start(launched(kind));
  const url = setting.engine.server(kind)!.url ?? '';
  const rows = [await toolsListed(setting, backend, kind, url)];
  if (kind !== 'stdio') rows.push(await sessionListed(setting, kind, url));
  const bare = await connectBare(kind, url);
  const official = await backend.connect(targetOf(kind, url));
  const contest = {
    kind,
    ours: caller(session),
    bare: callerOf(bare),
    official: callerOf(official),
  };
  rows.push(await oneByOne(contest), await manyAtOnce(contest));
  const floor = kind === 'stdio' ? undefined : (params: Params) => bareRequest(url, params);
  for (const mib of LARGE_MIB[kind]) {
    rows.push(await large({ ...contest, floor }, mib, LARGE_ROUNDS, LARGE_AIM));
  }
  await bare.close().catch(() => {});
  await official.close().catch(() => {});
  rows.push(await huge(setting, backend, contest, url));
  await setting.engine.stop(kind);
  return rows;
}

function targetOf(kind: Kind, url: string) {
  return kind === 'stdio'
    ? ({ type: 'stdio', ...STDIO } as const)
    : ({ type: 'streamable-http', url } as const);
}

/** From the command to the list of tools; over HTTP of a server that runs already. */
async function toolsListed(
  setting: Setting,
  backend: InspectorBackend,
  kind: Kind,
  url: string,
): Promise<Comparison> {
  const own = { ...(kind === 'stdio' ? launched(kind) : running(url)), id: 'listed' };
  const outcomes = await inTurns(LISTED_ROUNDS, {
    ours: async () => {
      const ms = await timed(() => setting.start(own));
      await setting.engine.stop(own.id);
      return ms;
    },
    bare: byClient(() => connectBare(kind, url)),
    official: byClient(() => backend.connect(targetOf(kind, url))),
  });
  const aim = kind === 'stdio' ? { aim: { atMost: 1.1 } } : {};
  return { what: 'command → tools listed', kind, unit: 'ms', ...outcomes, ...aim };
}

/** From the connection to the list of tools, where both first ask the server for its era. */
async function sessionListed(setting: Setting, kind: Kind, url: string): Promise<Comparison> {
  const auto = { versionNegotiation: { mode: 'auto' } } as const;
  const outcomes = await inTurns(LISTED_ROUNDS, {
    ours: async () => {
      let session: InspectorSession | undefined;
      const ms = await timed(async () => {
        session = await openListed(setting, url);
      });
      await session?.close();
      return ms;
    },
    bare: byClient(() => connectBare(kind, url, undefined, auto)),
  });
  const official = { failure: 'has no such way' };
  const what = 'connect → tools listed';
  return { what, kind, unit: 'ms', ...outcomes, official, aim: { atMost: 1.1 } };
}

function byClient(connect: () => Promise<Client>) {
  return async () => {
    let client: Client | undefined;
    const ms = await timed(async () => {
      client = await connect();
      await client.listTools();
    });
    await client?.close();
    return ms;
  };
}

async function oneByOne({ kind, ...calls }: Contest): Promise<Comparison> {
  const measure = (call: Call) => async () => {
    const ms = await timed(async () => {
      for (let at = 0; at < IN_ROW; at++) await call(EMPTY);
    });
    return ms / IN_ROW;
  };
  const outcomes = await inTurns(CALL_ROUNDS, each(calls, measure));
  return { what: 'an empty call', kind, unit: 'ms', ...outcomes, aim: { atMost: 1.5 } };
}

async function manyAtOnce({ kind, ...calls }: Contest): Promise<Comparison> {
  const total = IN_ROW + IN_FLIGHT;
  const measure = (call: Call) => async () => {
    let left = total;
    const lane = async () => {
      while (left-- > 0) await call(EMPTY);
    };
    const ms = await timed(() => Promise.all(Array.from({ length: IN_FLIGHT }, lane)));
    return (total * 1000) / ms;
  };
  const outcomes = await inTurns(CALL_ROUNDS, each(calls, measure));
  const what = `${IN_FLIGHT} empty calls in flight`;
  return { what, kind, unit: 'calls/s', ...outcomes, aim: { atLeast: 0.8 } };
}

async function large(
  { kind, floor, ...calls }: Contest & { readonly floor?: Call | undefined },
  mib: number,
  rounds: number,
  aim?: Aim,
): Promise<Comparison> {
  const params = { name: 'large', arguments: { bytes: mib * 1024 * 1024 } };
  const measure = (call: Call) => () => timed(() => call(params));
  const three = each(calls, measure);
  const outcomes = floor
    ? await inTurns(rounds, { ...three, floor: measure(floor) })
    : await inTurns(rounds, three);
  return { what: `a result of ${mib} MiB`, kind, unit: 'ms', ...outcomes, ...(aim && { aim }) };
}

/** With connections of their own: who cannot do it breaks them. */
async function huge(
  setting: Setting,
  backend: InspectorBackend,
  { kind, ours }: Contest,
  url: string,
): Promise<Comparison> {
  const bare = await connectBare(kind, url);
  const official = await backend.connect(targetOf(kind, url));
  const calls = { kind, ours, bare: callerOf(bare), official: callerOf(official) };
  const row = await large(calls, HUGE_MIB, 2);
  await bare.close().catch(() => {});
  await official.close().catch(() => {});
  if (setting.engine.server(kind)!.session!.end)
    return { ...row, ours: { failure: 'the session ended' } };
  return row;
}

type Three<T> = Readonly<Record<'ours' | 'bare' | 'official', T>>;

function each<T, U>({ ours, bare, official }: Three<T>, by: (value: T) => U): Three<U> {
  return { ours: by(ours), bare: by(bare), official: by(official) };
}

function callerOf(client: Client): Call {
  return (params) => client.callTool(params, { timeout: CALL_TIMEOUT_MS });
}

/** A call of our session as a promise of its result. */
function caller(session: InspectorSession): Call {
  const waiting = new Map<CallId, (record: CallRecord) => void>();
  session.onDidChangeCall((record) => {
    if (record.status === 'running') return;
    waiting.get(record.id)?.(record);
    waiting.delete(record.id);
  });
  return (params) =>
    new Promise((resolve, reject) => {
      const { id } = session.call({ method: 'tools/call', params: { ...params } });
      waiting.set(id, (record) => {
        if (record.status === 'succeeded') resolve(record);
        else reject(new Error(`${record.status}: ${record.error?.message}`));
      });
    });
}
