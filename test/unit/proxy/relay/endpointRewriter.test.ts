import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EndpointRewriter } from '../../../../src/proxy/relay/endpointRewriter';

const rewrite = (endpoint: string) => `/ours?${endpoint.length}`;

function through(chunks: readonly Buffer[]): Promise<Buffer> {
  const rewriter = new EndpointRewriter(rewrite);
  const all = buffer(rewriter);
  for (const chunk of chunks) rewriter.write(chunk);
  rewriter.end();
  return all;
}

const textThrough = async (...chunks: string[]) =>
  (await through(chunks.map((chunk) => Buffer.from(chunk)))).toString();

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('the endpoint is rewritten, its line ends (%s) are not', async (_name, end) => {
  const given = `event: endpoint${end}data: /messages?id=1${end}${end}`;
  expect(await textThrough(given)).toBe(`event: endpoint${end}data: /ours?14${end}${end}`);
});

test.each([
  [
    'its fields in the other order',
    'data:/m\nevent:endpoint\n\n',
    'data: /ours?2\nevent:endpoint\n\n',
  ],
  [
    'data of several lines, which no URL has',
    'event: endpoint\ndata: /m\ndata: /n\nid: 1\n\n',
    'event: endpoint\ndata: /ours?4\nid: 1\n\n',
  ],
  [
    'a byte order mark before it',
    '\uFEFFevent: endpoint\ndata: /m\n\n',
    '\uFEFFevent: endpoint\ndata: /ours?2\n\n',
  ],
  [
    'another name before',
    'event: message\nevent: endpoint\ndata: /m\n\n',
    'event: message\nevent: endpoint\ndata: /ours?2\n\n',
  ],
  [
    'a comment in it',
    ': hello\nevent: endpoint\ndata: /m\n\n',
    ': hello\nevent: endpoint\ndata: /ours?2\n\n',
  ],
  [
    'a second one, after messages',
    'event: endpoint\ndata: /m\n\ndata: {}\n\nevent: endpoint\ndata: /other\n\n',
    'event: endpoint\ndata: /ours?2\n\ndata: {}\n\nevent: endpoint\ndata: /ours?6\n\n',
  ],
])('with %s too', async (_name, given, expected) => {
  expect(await textThrough(given)).toBe(expected);
});

test('what only looks like one is left alone', async () => {
  const given = [
    'event: endpoints\ndata: /m\n\n',
    'event: endpoint\n\n',
    'data: event: endpoint\n\n',
    'event: message\ndata: endpoint\n\n',
    'event: endpoint\nevent: message\ndata: /m\n\n',
  ].join('');
  expect(await textThrough(given)).toBe(given);
});

test('a comment goes on at once, and so does the beginning of what is too long', () => {
  const rewriter = new EndpointRewriter(rewrite);
  const seen = (chunk: string) => {
    rewriter.write(chunk);
    return (rewriter.read() as Buffer | null)?.toString() ?? '';
  };
  expect(seen(': ping\n')).toBe(': ping\n');
  expect(seen('event: message\ndata: be')).toBe('');
  expect(seen('gun\r\n\r')).toBe('event: message\ndata: begun\r\n\r');
  expect(seen('\n')).toBe('\n');
  const large = `data: ${'x'.repeat(20_000)}`;
  expect(seen(large)).toBe(large);
  expect(seen('\n\n')).toBe('\n\n');
  expect(seen('event: endpoint\n')).toBe('');
});

test('however the bytes are cut, the outcome is the same', async () => {
  const line = fc.constantFrom(
    'event: endpoint',
    'event: message',
    'data: /messages',
    'data: {"ä":"\u2028"}',
    ': comment',
    'id: 7',
    '',
    '',
  );
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
  const stream = fc
    .array(fc.tuple(line, lineEnd), { maxLength: 30 })
    .map((lines) => Buffer.from(lines.map(([text, end]) => text + end).join('')));
  await fc.assert(
    fc.asyncProperty(stream, fc.array(fc.nat(40), { maxLength: 40 }), async (bytes, cuts) => {
      const chunks: Buffer[] = [];
      let from = 0;
      for (const length of cuts) {
        chunks.push(bytes.subarray(from, from + length));
        from += length;
      }
      chunks.push(bytes.subarray(from));
      expect((await through(chunks)).toString()).toBe((await through([bytes])).toString());
    }),
  );
});

test('bytes that are no text stay as they are', async () => {
  const bytes = Buffer.from(Array.from({ length: 1024 }, (_, at) => at % 256));
  expect(await through([bytes])).toEqual(bytes);
});
