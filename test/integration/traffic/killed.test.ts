import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openTrafficLog } from '../../../src/proxy/traffic/trafficLog';

const SERVER = 'some server';
let program: string;

beforeAll(async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'traffic-killed-'));
  await build({
    entryPoints: [path.resolve('src/proxy/traffic/trafficLog.ts')],
    outfile: path.join(folder, 'trafficLog.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  program = path.join(folder, 'recorder.mjs');
  copyFileSync(path.join(import.meta.dirname, 'recorder.mjs'), program);
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Records into the folder until it is killed. @returns how many entries were on disk then, at least */
async function recordUntilKilled(folder: string): Promise<number> {
  const child = spawn(process.execPath, [program, folder, SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let recorded = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    recorded = Number(line);
    if (recorded >= 5_000) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return recorded;
}

test('a proxy that is killed while it records loses nothing that it had said was there', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'traffic-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const recorded = await recordUntilKilled(folder);
  // As if the disk had stopped in the midst of a line.
  const own = path.join(folder, '0');
  const [name] = readdirSync(own).filter((one) => one !== 'owner');
  const [segment] = readdirSync(path.join(own, name!));
  const file = path.join(own, name!, segment!);
  const log = openTrafficLog({ folder, onProblem: (text) => expect.fail(text) });
  const { total, heads } = await log.window(SERVER, {}, 0, recorded);
  expect(total).toBeGreaterThanOrEqual(recorded);
  expect(heads.map(({ seq }) => seq)).toEqual(Array.from({ length: recorded }, (_, seq) => seq));
  for (const { seq, kind, rpcId, pairSeq, method } of heads) {
    expect([kind, rpcId, method, pairSeq]).toEqual([
      seq % 2 ? 'response' : 'request',
      Math.floor(seq / 2) + 1,
      'tools/call',
      seq % 2 ? seq - 1 : seq + 1,
    ]);
  }
  const slow = await log.window(SERVER, { text: '"id":2500', direction: 'clientToServer' }, 0, 10);
  expect(slow.heads.map(({ rpcId }) => rpcId)).toEqual([2500]);
  log.recorder(SERVER).noise('after');
  const [latest] = (await log.window(SERVER, {}, -1, 1)).heads;
  expect(latest).toMatchObject({ seq: total, kind: 'noise' });
  log.close();

  truncateSync(file, 1_000);
  const torn = openTrafficLog({ folder, onProblem: (text) => expect.fail(text) });
  onTestFinished(() => torn.close());
  const rest = (await torn.window(SERVER, {}, 0, 1_000)).heads;
  expect(rest.slice(0, 3).map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(rest.at(-1)).toMatchObject({ kind: 'noise', preview: 'after' });
  expect(rest.length).toBeLessThan(10);
});
