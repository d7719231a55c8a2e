import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { exportTraffic } from '../../src/proxy/traffic/exportTraffic';
import { TrafficFile } from '../../src/proxy/traffic/trafficFile';
import { openTrafficLog, type TrafficLog } from '../../src/proxy/traffic/trafficLog';
import type { TrafficFilter } from '../../src/shared/model/traffic';
import { median } from './statistics';

const ENTRIES = 1_000_000;
const SERVER = 'bench';
/** Entries that are recorded before others get their turn, as by a server that talks fast. */
const TURN = 1_000;
const WINDOWS = 200;
const WINDOW = 100;
const MIB = 1024 * 1024;

export interface TrafficRow {
  readonly what: string;
  readonly value: number;
  readonly unit: 'MiB' | 'entries/s' | 'ms';
  /** What is aimed at: no more, or for `entries/s` no less. */
  readonly aim?: number;
}

/** Of rare things one in a thousand: what a person looks for in a long log. */
const FILTERS: Readonly<Record<string, TrafficFilter>> = {
  'by nothing': {},
  'by errors': { errors: true },
  'by client and method': { sessions: ['relay: cursor'], methods: ['tools/call'] },
  'by duration': { slowMs: 0.001, direction: 'serverToClient' },
  'by text': { text: 'needle' },
};

/** A million entries in the log: what they cost, and how fast they are had again. */
export async function measureTrafficLog(): Promise<TrafficRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portcullis-bench-traffic-'));
  const limits = { totalBytes: 4 * 1024 * MIB };
  let log = openTrafficLog({ folder, onProblem: fail, limits });
  const before = memory();
  const { rss } = process.memoryUsage();
  try {
    const seconds = await record(log);
    const rows: TrafficRow[] = [
      {
        what: '1,000,000 entries recorded',
        value: ENTRIES / seconds,
        unit: 'entries/s',
        aim: 50_000,
      },
      { what: 'memory above idle', value: (memory() - before) / MIB, unit: 'MiB', aim: 150 },
      {
        what: 'resident memory above idle',
        value: (process.memoryUsage().rss - rss) / MIB,
        unit: 'MiB',
        aim: 150,
      },
    ];
    for (const [name, filter] of Object.entries(FILTERS))
      rows.push(...(await windows(log, name, filter)));
    rows.push(await whole('all of it exported, secrets masked', () => exported(log, folder)));
    log.close();
    log = openTrafficLog({ folder, onProblem: fail, limits });
    rows.push(await whole('the index read again at a start', () => log.window(SERVER, {}, 0, 1)));
    rows.push(
      await whole('an exported file opened', () => TrafficFile.open(exportOf(folder), fail)),
    );
    return rows;
  } finally {
    log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function fail(message?: string): never {
  throw new Error(message ?? 'Nothing was to be searched');
}

/** @returns how long it took, in seconds */
async function record(log: TrafficLog): Promise<number> {
  const recorder = log.recorder(SERVER);
  const begun = performance.now();
  for (let index = 0; index < ENTRIES / 2; index++) {
    const isRare = index % 1000 === 0;
    const origin = { sessionId: isRare ? 'relay: cursor' : 'inspector' };
    const method = isRare ? 'tools/call' : 'resources/read';
    const word = isRare ? 'needle' : 'straw';
    recorder.message(
      'clientToServer',
      `{"jsonrpc":"2.0","id":${index},"method":"${method}","params":{"name":"${word}","arguments":{"n":${index}}}}`,
      origin,
    );
    const result = isRare
      ? '"error":{"code":-1,"message":"no"}'
      : `"result":{"n":${index},"of":"hay"}`;
    recorder.message('serverToClient', `{"jsonrpc":"2.0","id":${index},${result}}`, origin);
    if (index % TURN === 0) await setImmediate();
  }
  await log.window(SERVER, {}, -1, 1);
  return (performance.now() - begun) / 1000;
}

/** How long the first answer takes that is whole, and then any window. */
async function windows(
  log: TrafficLog,
  name: string,
  filter: TrafficFilter,
): Promise<TrafficRow[]> {
  const begun = performance.now();
  const { total } = await log.window(SERVER, filter, 0, 1);
  const first = performance.now() - begun;
  const times: number[] = [];
  for (let index = 0; index < WINDOWS; index++) {
    const from = Math.floor(((total - WINDOW) * index) / WINDOWS);
    times.push(await best(() => log.window(SERVER, filter, Math.max(0, from), WINDOW)));
  }
  times.sort((a, b) => a - b);
  return [
    { what: `filtered ${name}: all found`, value: first, unit: 'ms' },
    {
      what: `filtered ${name}: a window of ${WINDOW}, the median of ${WINDOWS} places`,
      value: median(times),
      unit: 'ms',
      aim: 10,
    },
    {
      what: `filtered ${name}: the slowest of them`,
      value: times.at(-1)!,
      unit: 'ms',
      aim: 10,
    },
  ];
}

/** Of three times, in ms: what else the machine does is not to be measured. */
async function best(work: () => Promise<unknown>): Promise<number> {
  let ms = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    await work();
    ms = Math.min(ms, performance.now() - start);
  }
  return ms;
}

async function whole(what: string, work: () => Promise<unknown>): Promise<TrafficRow> {
  const begun = performance.now();
  await work();
  return { what, value: performance.now() - begun, unit: 'ms' };
}

function exported(log: TrafficLog, folder: string): Promise<unknown> {
  return exportTraffic(log.sources([SERVER]), {
    filter: {},
    format: 'ndjson',
    path: exportOf(folder),
    mask: ['a-known-secret'],
  });
}

function exportOf(folder: string): string {
  return path.join(folder, 'export.ndjson');
}

/** What is in use after a collection, in bytes, on the heap and beside it. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
