import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SseEvent, SseScanner } from '../../../../src/proxy/transport/sseScanner';

function events(...chunks: (string | Buffer)[]): SseEvent[] {
  const found: SseEvent[] = [];
  const scanner = new SseScanner((event) => found.push(event));
  for (const chunk of chunks) scanner.push(Buffer.from(chunk));
  return found;
}

/** As texts only. */
function scan(...chunks: (string | Buffer)[]): SseEvent[] {
  return events(...chunks).map(({ bytes: _bytes, ...event }) => event);
}

describe('SseScanner', () => {
  test('reads the fields of an event', () => {
    expect(scan('event: endpoint\ndata: /messages?id=1\nid: 7\nretry: 250\n\n')).toEqual([
      { event: 'endpoint', data: '/messages?id=1', id: '7', retry: 250 },
    ]);
  });

  test.each([
    ['several data lines', 'data: a\ndata: b\n\n', [{ event: 'message', data: 'a\nb' }]],
    ['only one blank is taken off', 'data:  a\n\n', [{ event: 'message', data: ' a' }]],
    ['no blank', 'data:a\n\n', [{ event: 'message', data: 'a' }]],
    [
      'comments and unknown fields',
      ': hi\nfoo: bar\ndata: a\n\n',
      [{ event: 'message', data: 'a' }],
    ],
    ['only comments', ': keepalive\n\n: more\n\n', []],
    [
      'only an id, which primes the stream',
      'id: 1\ndata:\n\n',
      [{ event: 'message', data: '', id: '1' }],
    ],
    ['a field without colon', 'data\n\n', []],
    ['a retry that is no number', 'retry: soon\ndata: a\n\n', [{ event: 'message', data: 'a' }]],
    ['an id with NUL', 'id: a\0b\ndata: a\n\n', [{ event: 'message', data: 'a' }]],
    ['an event that is not ended', 'data: a\n\ndata: b\n', [{ event: 'message', data: 'a' }]],
    ['CRLF', 'data: a\r\n\r\n', [{ event: 'message', data: 'a' }]],
    ['a byte-order mark', '\uFEFFdata: a\n\n', [{ event: 'message', data: 'a' }]],
  ])('%s', (_name, stream, events) => {
    expect(scan(stream)).toEqual(events);
  });

  test('data on one line comes with its bytes, and only then', () => {
    const [one, two] = events('data: é\n\ndata: a\ndata: b\n\n');
    expect(one).toEqual({ event: 'message', data: 'é', bytes: Buffer.from('é') });
    expect(two).toEqual({ event: 'message', data: 'a\nb' });
  });

  test('finds the same events wherever the stream is cut', () => {
    const data = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => text.replaceAll(/[\r\n]/g, '€'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(data, fc.constantFrom('\n', '\r\n'))),
        fc.array(fc.nat(1000)),
        (events, positions) => {
          const bytes = Buffer.from(
            events.map(([text, end]) => `id: 1${end}data: ${text}${end}${end}`).join(''),
          );
          const at = [0, ...positions.map((p) => p % (bytes.length + 1)), bytes.length];
          at.sort((a, b) => a - b);
          const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
          expect(scan(...chunks).map((event) => event.data)).toEqual(events.map(([text]) => text));
        },
      ),
    );
  });
});
