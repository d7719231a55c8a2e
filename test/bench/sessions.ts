import type { Client } from '@modelcontextprotocol/client';
import type { InspectorSession } from '../../src/proxy/session/inspectorSession';
import type { CallId, CallRecord } from '../../src/shared/model/session';
import { connectBare, type Kind, launched, running, type Setting } from './setting';
import { sideBySide, timed } from './statistics';

const LISTED_ROUNDS = 9;
const CALL_ROUNDS = 5;
const IN_ROW = 400;
const IN_FLIGHT = 200;
/** Beyond 10 MiB on one line, the bare client gives up: the smaller one compares, the larger one shows it. */
const LARGE_MIB = [9, 10];

export interface ComparedRow {
  readonly what: string;
  readonly kind: Kind;
  readonly unit: 'ms' | 'calls/s';
  readonly ours: number;
  /** Undefined where the bare client could not do it; `bareFailure` says why. */
  readonly bare?: number;
  readonly bareFailure?: string;
}

/** Our session, with everything recorded, beside the bare client, on the same server. */
export async function compareSessions(setting: Setting, kind: Kind): Promise<ComparedRow[]> {
  const session = await setting.start(launched(kind));
  const url = setting.engine.server(kind)!.url ?? '';
  const client = await connectBare(kind, url);
  const rows = [await toolsListed(setting, kind, url), ...(await calls(kind, session, client))];
  for (const mib of LARGE_MIB) rows.push(await large(kind, session, client, mib));
  await client.close().catch(() => {});
  await setting.engine.stop(kind);
  return rows;
}

/** From the command to the list of tools; over HTTP of a server that runs already. */
async function toolsListed(setting: Setting, kind: Kind, url: string): Promise<ComparedRow> {
  const own = { ...(kind === 'http' ? running(url) : launched(kind)), id: 'listed' };
  const ours = async () => {
    const ms = await timed(() => setting.start(own));
    await setting.engine.stop(own.id);
    return ms;
  };
  const bare = async () => {
    let client: Client | undefined;
    const ms = await timed(async () => {
      client = await connectBare(kind, url);
      await client.listTools();
    });
    await client?.close();
    return ms;
  };
  await ours();
  await bare();
  const times = await sideBySide(LISTED_ROUNDS, ours, bare);
  return { what: 'command → tools listed', kind, unit: 'ms', ...times };
}

async function calls(
  kind: Kind,
  session: InspectorSession,
  client: Client,
): Promise<ComparedRow[]> {
  const params = { name: 'empty', arguments: {} };
  const call = caller(session);
  const ours = () => call(params);
  const bare = () => client.callTool(params);
  const row = await sideBySide(
    CALL_ROUNDS,
    () => timed(() => inRow(ours)),
    () => timed(() => inRow(bare)),
  );
  const flight = await sideBySide(
    CALL_ROUNDS,
    () => timed(() => inFlight(ours)),
    () => timed(() => inFlight(bare)),
  );
  const total = IN_ROW + IN_FLIGHT;
  return [
    {
      what: 'one empty call after another',
      kind,
      unit: 'ms',
      ours: row.ours / IN_ROW,
      bare: row.bare / IN_ROW,
    },
    {
      what: `${IN_FLIGHT} empty calls in flight`,
      kind,
      unit: 'calls/s',
      ours: (total * 1_000) / flight.ours,
      bare: (total * 1_000) / flight.bare,
    },
  ];
}

async function inRow(call: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < IN_ROW; at++) await call();
}

/** As many at any time, until as many as in a row, and these, are done. */
async function inFlight(call: () => Promise<unknown>): Promise<void> {
  let left = IN_ROW + IN_FLIGHT;
  const lane = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function large(
  kind: Kind,
  session: InspectorSession,
  client: Client,
  mib: number,
): Promise<ComparedRow> {
  const params = { name: 'large', arguments: { bytes: mib * 1024 * 1024 } };
  const call = caller(session);
  const ours = () => timed(() => call(params));
  const bare = () => timed(() => client.callTool(params));
  const what = `a result of ${mib} MiB`;
  try {
    return { what, kind, unit: 'ms', ...(await sideBySide(CALL_ROUNDS, ours, bare)) };
  } catch (error) {
    const { ours: alone } = await sideBySide(CALL_ROUNDS, ours, async () => 0);
    const bareFailure = error instanceof Error ? error.message : String(error);
    return { what, kind, unit: 'ms', ours: alone, bareFailure };
  }
}

/** A call of our session as a promise of its result. */
function caller(session: InspectorSession) {
  const waiting = new Map<CallId, (record: CallRecord) => void>();
  session.onDidChangeCall((record) => {
    if (record.status === 'running') return;
    waiting.get(record.id)?.(record);
    waiting.delete(record.id);
  });
  return (params: Record<string, unknown>): Promise<CallRecord> =>
    new Promise((resolve, reject) => {
      const { id } = session.call({ method: 'tools/call', params });
      waiting.set(id, (record) => {
        if (record.status === 'succeeded') resolve(record);
        else reject(new Error(`ours: ${record.status}: ${record.error?.message}`));
      });
    });
}
