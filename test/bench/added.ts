import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { startListener } from '../../src/proxy/relay/listener';
import { connectBare, type Kind, launched, type Setting, STDIO } from './setting';
import { inTurns, median, type Outcome, timed } from './statistics';

const ROUNDS = 7;
const IN_ROW = 300;
const LARGE_ROUNDS = 5;
const LARGE_BYTES = 9 * 1024 * 1024;

/** What stands between a client and its server costs the bare client. */
export interface AddedRow {
  readonly what: string;
  readonly direct: Outcome;
  readonly through: Outcome;
  /** The median of the differences, in ms. */
  readonly addedMs: number | undefined;
}

/** @param cli the built command line */
export async function addedTimes(setting: Setting, cli: string): Promise<AddedRow[]> {
  return [
    ...(await relayed(setting, 'http', 'the relay, HTTP')),
    ...(await relayed(setting, 'events', 'the relay, HTTP, event streams')),
    ...(await tapped(setting, cli)),
  ];
}

async function relayed(setting: Setting, kind: Kind, name: string): Promise<AddedRow[]> {
  await setting.start(launched(kind));
  const url = setting.engine.server(kind)!.url!;
  const recorder = setting.engine.traffic.recorder(kind);
  const listener = await startListener({
    preferredPort: 0,
    log: () => {},
    lookup: () => ({ url, headers: {}, recorder }),
  });
  const { port, token } = listener;
  const through = `http://127.0.0.1:${port}/servers/${kind}/mcp?token=${token}`;
  const rows = await compare(name, await connectBare(kind, url), await connectBare(kind, through));
  await listener.close();
  await setting.engine.stop(kind);
  return rows;
}

async function tapped(setting: Setting, cli: string): Promise<AddedRow[]> {
  const home = path.join(setting.folder, 'home');
  mkdirSync(home, { recursive: true });
  const config = path.join(home, 'mcp.json');
  writeFileSync(config, JSON.stringify({ mcpServers: { bench: STDIO } }));
  const args = [cli, 'tap', '--config', config, '--server', 'bench'];
  const { PATH = '' } = process.env;
  // Records there, and not into the log of whoever runs this.
  const env = { PATH, HOME: home, PORTCULLIS_HOME: home };
  const through = await connectBare('stdio', '', { command: process.execPath, args, env });
  return compare('the tap, stdio', await connectBare('stdio', ''), through);
}

async function compare(name: string, direct: Client, through: Client): Promise<AddedRow[]> {
  const empty = (client: Client) => async () => {
    const ms = await timed(async () => {
      for (let at = 0; at < IN_ROW; at++) await client.callTool({ name: 'empty', arguments: {} });
    });
    return ms / IN_ROW;
  };
  const large = (client: Client) => () =>
    timed(() => client.callTool({ name: 'large', arguments: { bytes: LARGE_BYTES } }));
  try {
    return [
      row(`${name}: an empty call`, await both(ROUNDS, empty, direct, through)),
      row(`${name}: a result of 9 MiB`, await both(LARGE_ROUNDS, large, direct, through)),
    ];
  } finally {
    await direct.close().catch(() => {});
    await through.close().catch(() => {});
  }
}

function both(
  rounds: number,
  measure: (client: Client) => () => Promise<number>,
  direct: Client,
  through: Client,
) {
  return inTurns(rounds, { direct: measure(direct), through: measure(through) });
}

function row(what: string, { direct, through }: Record<'direct' | 'through', Outcome>): AddedRow {
  const addedMs =
    'failure' in direct || 'failure' in through
      ? undefined
      : median(through.values.map((ms, round) => ms - direct.values[round]!));
  return { what, direct, through, addedMs };
}
