import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../../src/proxy/engine';
import { stdio } from '../engine/definitions';
import { until } from '../engine/harness';
import { call, next } from '../session/support';
import { HOSTILE, MB, memoryWatch, openHostile, temporaryFolder, UNHURRIED } from './support';

const TINY = 1_000_000;
const FLOOD = 200 * MB;

describe.each(['stdio', 'HTTP, as events'] as const)('over %s', (kind) => {
  test('a million tiny messages pass, and are all recorded', UNHURRIED, async () => {
    const { tool, heads } = await openHostile(kind, { totalBytes: 1000 * MB });
    const { total: before } = await heads(-1);
    const grown = memoryWatch();
    await tool('tiny', { count: TINY });
    const { total, heads: last } = await heads(-3);
    // The request and its answer too; over HTTP their heads and, in time, their end.
    expect(total - before).toBeGreaterThanOrEqual(TINY + 2);
    expect(total - before).toBeLessThanOrEqual(TINY + 10);
    expect(last.map(({ kind }) => kind)).toContain('response');
    expect(grown()).toBeLessThan(400 * MB);
    await tool('empty');
  });
});

/** In bytes. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(path.join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

test(
  'a server that floods stderr stays usable, and neither memory nor disk fills',
  UNHURRIED,
  async () => {
    const storagePath = temporaryFolder();
    const engine = new Engine({ storagePath, log: () => {} });
    onTestFinished(() => engine.close());
    const { run, ...rest } = stdio('flood');
    const definition = { ...rest, run: { ...run, args: [HOSTILE, 'stdio'] } };
    await engine.start(definition);
    await until(engine, definition.id, ({ session }) => session?.counts !== undefined);
    const session = engine.server(definition.id)!.session!;
    const tool = (name: string, args = {}) =>
      call(session, 'tools/call', { name, arguments: args });

    // The last line is cut, and not ended.
    const lines = Math.floor(FLOOD / 1001);
    let printed = 0;
    const flooded = next(engine.onDidPrintLine, () => ++printed === lines);
    const grown = memoryWatch();
    await tool('flood', { bytes: FLOOD });
    let calls = 0;
    for (; printed < lines / 2; calls++) expect((await tool('empty')).status).toBe('succeeded');
    expect(calls).toBeGreaterThan(1);
    await flooded;
    expect(grown()).toBeLessThan(400 * MB);
    expect(sizeOf(storagePath)).toBeLessThan(200 * MB);
    expect(engine.server(definition.id)!.output.all.length).toBeLessThanOrEqual(2000);
    expect(engine.server(definition.id)!.state.status).toBe('ready');
  },
);
