import { expect, test } from 'vitest';
import { LineSplitter, OutputLines } from '../../../../src/proxy/process/outputLines';

test('cuts lines across chunks and keeps split characters whole', () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  const bytes = Buffer.from('erste Zeile\r\nzweité\nrest');
  for (const byte of bytes) splitter.push(Buffer.of(byte));
  splitter.end();
  expect(lines).toEqual(['erste Zeile', 'zweité', 'rest']);
});

test('strips ANSI sequences and tells of each line', () => {
  const told: string[] = [];
  const output = new OutputLines((line) => told.push(`${line.stream}:${line.text}`));
  output.add('stderr', '\u001b[31mError\u001b[0m: no  ');
  output.add('stdout', 'ok');
  expect(told).toEqual(['stderr:Error: no', 'stdout:ok']);
  expect(output.texts('stderr')).toEqual(['Error: no']);
});

test('keeps the last lines only, and no endless one', () => {
  const output = new OutputLines();
  for (let at = 0; at < 5_000; at++) output.add('stdout', String(at));
  expect(output.all.length).toBe(2_000);
  expect(output.all.at(-1)?.text).toBe('4999');
  output.add('stdout', 'x'.repeat(1 << 20));
  expect(output.all.at(-1)!.text.length).toBeLessThan(20_000);
});
