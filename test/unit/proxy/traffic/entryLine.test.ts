import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  decodeHeader,
  decodePreview,
  decodeText,
  type EntryHeader,
  encodeEntry,
  HEAD_BYTES,
} from '../../../../src/proxy/traffic/entryLine';

const encode = (header: EntryHeader, raw: string, isJson: boolean, bytes?: Buffer) =>
  Buffer.concat(encodeEntry({ header, raw, isJson, bytes }));

const header: EntryHeader = {
  seq: 7,
  time: 1.5,
  direction: 'clientToServer',
  kind: 'request',
  bytes: 3,
  method: 'a","message":"b',
  rpcId: '"message":',
};

// Properties are tried a hundred times, on whatever machine.
vi.setConfig({ testTimeout: 60_000 });

describe('an entry as a line', () => {
  test('any text and any header come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, method) => {
        const line = encode({ ...header, method }, text, false);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(decodeHeader(line)).toEqual({ ...header, method });
        expect(decodeText(line)).toBe(text.toWellFormed());
      }),
    );
  });

  test('JSON stands in it as it is, and comes back byte for byte', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n', '\r\n'), (json, space) => {
        const raw = `{${space}"jsonrpc":"2.0","params":${json}}`;
        const line = encode(header, raw, true);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(decodeText(line)).toBe(raw);
        expect(JSON.parse(line.toString())).toMatchObject({ seq: 7, method: header.method });
      }),
    );
  });

  test.each(['"text"', ' "text"', '"a\\nb"'])(
    'JSON that is a text comes back as it was: %s',
    (raw) => {
      expect(decodeText(encode(header, raw, true))).toBe(raw);
    },
  );

  test('a large message is written by its own bytes', () => {
    const raw = `{"large":"${'€'.repeat(100_000)}"}`;
    const bytes = Buffer.from(raw);
    expect(encodeEntry({ header, raw, isJson: true, bytes })).toContain(bytes);
    const folded = `{\n${raw.slice(1)}`;
    const line = encode(header, folded, true, Buffer.from(folded));
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(decodeText(line)).toBe(folded);
  });

  test.each([
    ['{"jsonrpc":"2.0","a":"b"}', true, '{"jsonrpc":"2.0","a":"b"}'],
    ['{"a":\n  1}', true, '{"a": 1}'],
    ['a "quoted"\tpath \\ here', false, 'a "quoted" path \\ here'],
    ['', false, ''],
    [`{"long":"${'€'.repeat(5000)}"}`, true, `{"long":"${'€'.repeat(231)}`],
  ])('the preview of %j', (raw, isJson, preview) => {
    const line = encode(header, raw, isJson);
    expect(decodePreview(line.subarray(0, HEAD_BYTES))).toBe(preview);
  });

  test.each(['', '{}', 'not ours', '{"seq":1,"message":', '{"seq"'])('%j is not ours', (line) => {
    const decoded = decodeHeader(Buffer.from(line));
    expect(decoded === undefined || decoded.kind === undefined).toBe(true);
  });
});
