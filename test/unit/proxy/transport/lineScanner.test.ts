import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineScanner } from '../../../../src/proxy/transport/lineScanner';

function scan(chunks: readonly Buffer[], options: { maxLine?: number } = {}) {
  const lines: string[] = [];
  const tooLong: string[] = [];
  const scanner = new LineScanner({
    ...options,
    onLine: (line) => lines.push(line.toString('utf8')),
    onTooLong: (head) => tooLong.push(head.toString('utf8')),
  });
  for (const chunk of chunks) scanner.push(chunk);
  scanner.end();
  return { lines, tooLong };
}

/** The same bytes, cut at the positions. */
function cut(bytes: Buffer, positions: readonly number[]): Buffer[] {
  const at = [0, ...[...positions].sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
/** Lines with characters of one to four bytes, and with CR in them but not at their end. */
const line = fc
  .array(fc.oneof(text, fc.constantFrom('é', '€', '🧵', '\r', 'a\rb', '')), { maxLength: 4 })
  .map((parts) => parts.join('').replaceAll('\n', ' ').replace(/\r+$/, ''));

describe('LineScanner', () => {
  test('finds the same lines wherever the chunks are cut, whatever ends them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))),
        fc.array(fc.nat(2000)),
        (written, positions) => {
          const bytes = Buffer.from(written.map((parts) => parts.join('')).join(''));
          const chunks = cut(
            bytes,
            positions.map((position) => position % (bytes.length + 1)),
          );
          expect(scan(chunks).lines).toEqual(written.map(([content]) => content));
        },
      ),
    );
  });

  test('a last line without an end is a line', () => {
    expect(scan([Buffer.from('one\ntw'), Buffer.from('o')]).lines).toEqual(['one', 'two']);
    expect(scan([Buffer.from('one\n')]).lines).toEqual(['one']);
  });

  test('a line that is too long is given up by its head, and the next one found', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (positions) => {
        const bytes = Buffer.from(`short\n${'x'.repeat(30)}\nend\n`);
        const { lines, tooLong } = scan(
          cut(
            bytes,
            positions.map((at) => at % bytes.length),
          ),
          {
            maxLine: 10,
          },
        );
        expect(lines).toEqual(['short', 'end']);
        expect(tooLong).toHaveLength(1);
        expect(tooLong[0]).toMatch(/^x+$/);
      }),
    );
  });

  test('the time is linear in the size of a line', () => {
    const chunk = Buffer.alloc(1024, 'x');
    const time = (chunks: number) => {
      const begun = performance.now();
      const { lines } = scan([...Array(chunks).fill(chunk), Buffer.from('\n')]);
      expect(lines[0]).toHaveLength(chunks * 1024);
      return performance.now() - begun;
    };
    time(1000);
    // Sixteen times the size: a quadratic scanner would take 256 times as long.
    expect(time(32_000)).toBeLessThan(Math.max(time(2000), 5) * 80);
  });
});
