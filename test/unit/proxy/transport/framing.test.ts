import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineScanner } from '../../../../src/proxy/transport/lineScanner';
import { SseScanner } from '../../../../src/proxy/transport/sseScanner';
import { StdioWire } from '../../../../src/proxy/transport/stdioWire';

/** Cuts bytes into chunks at positions from 0 to 1. */
function cut(bytes: Buffer, positions: readonly number[]): Buffer[] {
  const at = positions.map((position) => Math.floor(position * bytes.length));
  const sorted = [0, ...at.sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

const positions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
const lineEnd = fc.constantFrom('\n', '\r\n');

/** What stands on one line, and whether it is a message. */
const message = fc
  .record({ id: fc.nat(), result: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()) })
  .map((value) => ({ isMessage: true, text: JSON.stringify({ jsonrpc: '2.0', ...value }) }));
const noise = fc
  .oneof(
    fc.string({ unit: 'grapheme' }).map((text) => `~${text.replaceAll(/[\r\n]/g, ' ')}`),
    fc.constantFrom('{"half":', '[]', '42', '"text"', 'null', '{"level":"info"}', '\x1b[31mé€🧵'),
  )
  .map((text) => ({ isMessage: false, text }));

/** What a wire makes of chunks on the stdout of its server. */
async function receive(chunks: readonly Buffer[]) {
  const stdout = new PassThrough();
  const heard: { isMessage: boolean; text: string }[] = [];
  const recorded: typeof heard = [];
  const wire = new StdioWire({
    stdin: new PassThrough(),
    stdout,
    sessionId: 'session',
    recorder: {
      message: (_direction, text) => recorded.push({ isMessage: true, text }),
      noise: (text) => recorded.push({ isMessage: false, text }),
      stderr: () => {},
      http: () => {},
    },
    onNoise: (text) => heard.push({ isMessage: false, text }),
  });
  wire.onmessage = (_message, text) => heard.push({ isMessage: true, text });
  const closed = new Promise<void>((resolve) => {
    wire.onclose = () => resolve();
  });
  await wire.start();
  for (const chunk of chunks) stdout.write(chunk);
  stdout.end();
  await closed;
  return { heard, recorded };
}

test('stdio: messages and noise come in order, and none is lost, however they are cut and ended', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.oneof(message, noise), lineEnd)),
      positions,
      fc.boolean(),
      async (lines, at, isLastEnded) => {
        const whole = lines.map(([{ text }, end]) => text + end).join('');
        const written = isLastEnded ? whole : whole.replace(/\r?\n$/, '');
        const { heard, recorded } = await receive(cut(Buffer.from(written), at));
        const expected = lines.map(([line]) => line);
        expect(heard).toEqual(expected);
        expect(recorded).toEqual(expected);
      },
    ),
  );
});

test('a line that is longer than any chunk is put together byte for byte', () => {
  const length = fc.integer({ min: 1, max: 2_000_000 });
  fc.assert(
    fc.property(fc.array(length, { minLength: 1, maxLength: 3 }), positions, (lengths, at) => {
      const lines = lengths.map((size, index) => Buffer.alloc(size, `${index}é€🧵`));
      const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
      const found: Buffer[] = [];
      const scanner = new LineScanner({ onLine: (line) => found.push(line) });
      for (const chunk of cut(bytes, at)) scanner.push(chunk);
      // A scanner that went on using the memory of a line would have changed it by now.
      expect(found.map((line, index) => line.equals(lines[index]!))).toEqual(lines.map(() => true));
    }),
    { numRuns: 30 },
  );
});

test('event streams: fields, comments and data come in order, and none is lost, however they are cut', () => {
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll(/[\r\n\0]/g, '€'));
  const event = fc.record({
    data: fc.array(text, { minLength: 1, maxLength: 3 }),
    id: fc.option(text, { nil: undefined }),
    comment: fc.option(text, { nil: undefined }),
  });
  const end = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(fc.array(fc.tuple(event, end)), positions, (events, at) => {
      const stream = events.map(([{ data, id, comment }, ended]) =>
        [
          ...(comment === undefined ? [] : [`:${comment}`]),
          ...(id === undefined ? [] : [`id:${id}`]),
          ...data.map((line) => `data: ${line}`),
          '',
          '',
        ].join(ended),
      );
      const found: string[] = [];
      const comments: string[] = [];
      const scanner = new SseScanner(
        ({ data, id }) => found.push(JSON.stringify([data, id])),
        (comment) => comments.push(comment),
      );
      // A lone CR at the very end ends its line only when more follows.
      const bytes = Buffer.from(`${stream.join('')}:\n`);
      for (const chunk of cut(bytes, at)) scanner.push(chunk);
      const kept = events.filter(([{ data, id }]) => data.join('\n') !== '' || id !== undefined);
      expect(found).toEqual(
        kept.map(([{ data, id }]) => JSON.stringify([data.join('\n'), id?.replace(/^ /, '')])),
      );
      expect(comments.length).toBeGreaterThanOrEqual(
        events.filter(([{ comment }]) => comment !== undefined).length,
      );
    }),
  );
});
