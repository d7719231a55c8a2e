import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TrafficFileWriter } from '../../../src/proxy/traffic/trafficFileWriter';
import { openTrafficLog } from '../../../src/proxy/traffic/trafficLog';

const SERVER = 'some server';
const MIB = 1024 * 1024;

/** A disk of 1 MiB; undefined where this user may not have one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'traffic-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

const request = (id: number) =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { text: 'x'.repeat(900) } });
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const linesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"message"'))
    .map((line) => JSON.parse(line).seq as number);

test('a disk that is full stops no traffic; what could not be written is when there is room', async (context) => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip('Only root may mount a disk');
  const ballast = path.join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(MIB - 200_000));
  const problems: string[] = [];
  const recovered: string[] = [];
  const log = openTrafficLog({
    folder: path.join(disk, 'log'),
    onProblem: (text) => problems.push(text),
    onRecovered: (text) => recovered.push(text),
    limits: { retryMs: 0, segmentBytes: 64 * 1024 },
  });
  onTestFinished(() => log.close());
  const recorder = log.recorder(SERVER);
  for (let id = 0; id < 600; id++) {
    recorder.message('clientToServer', request(id));
    if (id % 20 === 0) await turn();
  }
  await turn();
  expect(problems).toEqual([expect.stringContaining('ENOSPC')]);
  const while_ = (await log.window(SERVER, {}, 0, 1000)).heads;
  expect(while_.map(({ rpcId }) => rpcId)).toEqual(Array.from({ length: 600 }, (_, id) => id));
  expect((await log.entry(SERVER, 599))?.raw).toBe(request(599));

  rmSync(ballast);
  recorder.message('clientToServer', request(600));
  await turn();
  expect(recovered).toHaveLength(1);
  expect(problems).toHaveLength(1);
  expect(linesIn(disk)).toEqual(Array.from({ length: 601 }, (_, seq) => seq));
  const after = (await log.window(SERVER, {}, 0, 1000)).heads;
  expect(after.map(({ seq }) => seq)).toEqual(Array.from({ length: 601 }, (_, seq) => seq));
});

test('memory stays bounded while the disk is full', async (context) => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip('Only root may mount a disk');
  const problems: string[] = [];
  const log = openTrafficLog({
    folder: path.join(disk, 'log'),
    onProblem: (text) => problems.push(text),
    limits: { retryMs: 0, memoryBytes: 200_000 },
  });
  onTestFinished(() => log.close());
  const recorder = log.recorder(SERVER);
  for (let id = 0; id < 5_000; id++) {
    recorder.message('clientToServer', request(id));
    if (id % 20 === 0) await turn();
  }
  expect(problems).toEqual([expect.stringContaining('ENOSPC')]);
  const { total, heads } = await log.window(SERVER, {}, 0, 10_000);
  expect(heads.at(-1)).toMatchObject({ rpcId: 4_999 });
  // What is on the small disk, and no more than is allowed in memory beside it.
  expect(total).toBeLessThan((MIB + 300_000) / 1_000);
  expect(heads).toHaveLength(total);
});

test('a record on a full disk says so once, and goes on when there is room', async (context) => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip('Only root may mount a disk');
  const ballast = path.join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(MIB - 100_000));
  const problems: string[] = [];
  const file = path.join(disk, 'record.ndjson');
  const writer = new TrafficFileWriter({
    path: file,
    onProblem: (text) => problems.push(text),
    retryMs: 0,
  });
  onTestFinished(() => writer.close());
  const recorder = writer.recorder(SERVER);
  for (let id = 0; id < 300; id++) {
    recorder.message('clientToServer', request(id));
    if (id % 10 === 0) await turn();
  }
  expect(problems).toEqual([expect.stringContaining('ENOSPC')]);
  rmSync(ballast);
  recorder.message('clientToServer', request(300));
  writer.close();
  expect(linesIn(disk)).toEqual(Array.from({ length: 301 }, (_, seq) => seq));
});
