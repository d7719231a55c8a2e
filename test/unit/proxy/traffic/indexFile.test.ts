import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLog, request, response, SERVER, seqsOf, temporary } from './support';

const filesIn = (folder: string, ending: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));

/** A log of some segments that are worth an index. @returns what it holds */
async function fill(folder: string) {
  const { log, recorder } = openLog(folder, { limits: { segmentBytes: 300_000 } });
  for (let id = 0; id < 3_000; id++) {
    const origin = { sessionId: `s${id % 3}` };
    recorder.message('clientToServer', request(id, `m${id % 5}`, { text: 'x'.repeat(50) }), origin);
    if (id > 0)
      recorder.message('serverToClient', response(id - 1), { sessionId: `s${(id - 1) % 3}` });
  }
  log.close();
  return all(folder);
}

async function all(folder: string) {
  const { log, recorder } = openLog(folder, { limits: { segmentBytes: 300_000 } });
  const { heads } = await log.window(SERVER, {}, 0, 10_000);
  const filtered = await seqsOf(log, { sessions: ['s1'], methods: ['m3', 'm4'] });
  const facets = log.facets(SERVER);
  log.close();
  return { heads, filtered, facets, recorder };
}

test('a log that is read by its indexes is the one that was written', async () => {
  const folder = temporary();
  const before = await fill(folder);
  const segments = filesIn(folder, '.ndjson');
  const indexes = filesIn(folder, '.index');
  expect(segments.length).toBeGreaterThan(2);
  expect(indexes.length).toBeGreaterThanOrEqual(segments.length - 1);
  expect(before.heads).toHaveLength(5_999);
  // Without them it is read through.
  for (const index of indexes) writeFileSync(index, '');
  const through = await all(folder);
  expect(through.heads).toEqual(before.heads);
  expect(through.filtered).toEqual(before.filtered);
  expect(through.facets).toEqual(before.facets);
  expect(before.heads[0]).toMatchObject({ pairSeq: 2, method: 'm0', sessionId: 's0' });
});

test.each([
  ['cut off', (index: string) => truncateSync(index, 1_000)],
  ['longer', (index: string) => appendFileSync(index, 'x')],
  [
    'of another segment',
    (index: string, other: string) => writeFileSync(index, readFileSync(other)),
  ],
])('an index that is %s is not believed', async (_what, spoil) => {
  const folder = temporary();
  const before = await fill(folder);
  const [first, second] = filesIn(folder, '.index');
  spoil(first!, second!);
  expect((await all(folder)).heads).toEqual(before.heads);
});

test('a segment that grew after its index was written is read through', async () => {
  const folder = temporary();
  const { log, recorder } = openLog(folder);
  for (let id = 0; id < 3_000; id++) recorder.message('clientToServer', request(id));
  log.rest(SERVER);
  expect(filesIn(folder, '.index')).toHaveLength(1);
  recorder.noise('later');
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const other = openLog(temporary());
  other.log.close();
  // As a start after a crash finds it.
  const copy = temporary();
  const [segment] = filesIn(folder, '.ndjson');
  const first = openLog(copy);
  first.recorder.noise('x');
  first.log.close();
  const [place] = filesIn(copy, '.ndjson');
  writeFileSync(place!, readFileSync(segment!));
  writeFileSync(`${place}.index`, readFileSync(`${segment}.index`));
  const { total, heads } = await openLog(copy).log.window(SERVER, {}, -1, 1);
  expect(total).toBe(3_001);
  expect(heads[0]).toMatchObject({ kind: 'noise', preview: 'later' });
});

test('what is cleared or dropped leaves no index', async () => {
  const folder = temporary();
  await fill(folder);
  const { log } = openLog(folder);
  log.setLimits({ maxBytes: 320_000, maxAgeMs: 1e12 });
  expect(filesIn(folder, '.index').length).toBeLessThanOrEqual(filesIn(folder, '.ndjson').length);
  log.clear(SERVER);
  expect(filesIn(folder, '.index')).toEqual([]);
});
