import { expect, test } from 'vitest';
import { listProcesses } from '../../../src/proxy/process/processTable';
import { launchedHttp, stdio } from './definitions';
import { isFree, makeEngine, openDescriptors, settled } from './harness';

/** How many of each; `npm run soak` goes further. */
const STDIO = 30;
const HTTP = 10;

const descendants = async () =>
  (await listProcesses()).filter(({ ppid }) => ppid === process.pid).length;

test(`${STDIO} stdio servers at once are all ready, and nothing is left after them`, async () => {
  const engine = makeEngine();
  const before = { descriptors: openDescriptors(), children: await descendants() };
  const definitions = Array.from({ length: STDIO }, (_, at) => stdio(`many-${at}`));
  await Promise.all(definitions.map((definition) => engine.start(definition)));
  const ends = await Promise.all(definitions.map(({ id }) => settled(engine, id)));
  expect(ends.map(({ state }) => state)).toEqual(definitions.map(() => ({ status: 'ready' })));
  await Promise.all(definitions.map(({ id }) => engine.stop(id)));
  expect(await descendants()).toBe(before.children);
  expect(engine.table.own).toEqual([]);
  expect(openDescriptors()).toBeLessThanOrEqual(before.descriptors);
});

test(`${HTTP} HTTP servers at once get ports of their own, which are free afterwards`, async () => {
  const engine = makeEngine();
  const before = { descriptors: openDescriptors(), children: await descendants() };
  const definitions = Array.from({ length: HTTP }, (_, at) => launchedHttp(`http-${at}`));
  await Promise.all(definitions.map((definition) => engine.start(definition)));
  const ends = await Promise.all(definitions.map(({ id }) => settled(engine, id)));
  expect(ends.map(({ state }) => state.status)).toEqual(definitions.map(() => 'ready'));
  const ports = ends.map(({ url }) => Number(new URL(url!).port));
  expect(new Set(ports).size).toBe(HTTP);
  await Promise.all(definitions.map(({ id }) => engine.stop(id)));
  expect(await Promise.all(ports.map((port) => isFree(port)))).toEqual(ports.map(() => true));
  expect(await descendants()).toBe(before.children);
  // The system tells a moment later that the other end of a connection is gone.
  await expect.poll(openDescriptors).toBeLessThanOrEqual(before.descriptors);
});
