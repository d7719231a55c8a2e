import { expect, test } from 'vitest';
import { type StreamNews, StreamWatch } from '../../../../src/proxy/transport/streamWatch';

function watch() {
  const news: StreamNews['kind'][] = [];
  return { news, stream: new StreamWatch(({ kind }) => news.push(kind)) };
}

test('tells once that it broke, and once that it is back', () => {
  const { news, stream } = watch();
  stream.requested('1', 'GET');
  stream.answered('1', 200);
  stream.ended('1', new Error('reset'));
  for (const id of ['2', '3']) {
    stream.requested(id, 'GET');
    stream.ended(id, new Error('refused'));
  }
  stream.requested('4', 'GET');
  stream.answered('4', 200);
  expect(news).toEqual(['broken', 'restored']);
});

test('an end in order is no news, and neither is what a POST meets', () => {
  const { news, stream } = watch();
  stream.requested('1', 'GET');
  stream.answered('1', 200);
  stream.ended('1', undefined);
  stream.requested('2', 'POST');
  stream.ended('2', new Error('reset'));
  stream.givenUp();
  expect(news).toEqual([]);
});

test('a server that has no such stream has none that breaks', () => {
  const { news, stream } = watch();
  stream.requested('1', 'GET');
  stream.answered('1', 405);
  stream.ended('1', new Error('reset'));
  expect(news).toEqual([]);
});

test('is given up once, until it is back', () => {
  const { news, stream } = watch();
  stream.requested('1', 'GET');
  stream.ended('1', new Error('reset'));
  stream.givenUp();
  stream.givenUp();
  expect(stream.isGivenUp).toBe(true);
  stream.requested('2', 'GET');
  stream.answered('2', 200);
  expect(stream.isGivenUp).toBe(false);
  expect(news).toEqual(['broken', 'givenUp', 'restored']);
});
