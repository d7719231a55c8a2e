import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { pruneSpools } from '../../../../../src/proxy/relay/spool/pruneSpools';
import { Scribe } from '../../../../../src/proxy/relay/spool/scribe';
import type { Frame } from '../../../../../src/proxy/relay/spool/spoolFrame';
import { newRun, parseSpoolName, spoolName } from '../../../../../src/proxy/relay/spool/spoolName';
import { readHeader, SpoolReader } from '../../../../../src/proxy/relay/spool/spoolReader';
import {
  SpoolWriter,
  type SpoolWriterOptions,
} from '../../../../../src/proxy/relay/spool/spoolWriter';
import { tapFolder } from '../../../../../src/proxy/relay/spool/tapFolder';
import { MemoryLog } from './memoryLog';

function temporary(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'spool-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function startWriter(options: Partial<SpoolWriterOptions> = {}) {
  const run = newRun(process.pid);
  const folder = path.join(temporary(), 'taps');
  const onProblem = vi.fn();
  const about = { uri: 'file:///mcp.json', server: 'my server', startedAt: 1 };
  const writer = new SpoolWriter({ folder, run, about, onProblem, ...options });
  return { writer, folder: options.folder ?? folder, run, onProblem };
}

/** All frames of a run, read at once. */
async function readAll(folder: string, run: string): Promise<Frame[]> {
  const parts = readdirSync(folder).map((name) => parseSpoolName(name)!.part);
  const reader = new SpoolReader(folder, run, { part: Math.min(...parts), offset: 0 });
  const frames: Frame[] = [];
  await reader.read(Math.max(...parts), (frame) => frames.push(frame));
  await reader.close();
  return frames;
}

const shown = (frames: readonly Frame[]) =>
  frames.map(({ kind, bytes }) => (bytes.length > 0 ? `${kind} ${bytes}` : kind));

describe('a spool', () => {
  test('holds what passed, in order, for its owner only', async () => {
    const { writer, folder, run } = startWriter();
    writer.write('client', Buffer.from('{"id":1}\n'));
    writer.write('server', Buffer.from('{"id"'));
    writer.write('stderr', Buffer.from('warming\nup'));
    writer.write('server', Buffer.from(':1}\n'));
    writer.end();
    writer.write('client', Buffer.from('too late'));
    expect(shown(await readAll(folder, run))).toEqual([
      'client {"id":1}\n',
      'server {"id"',
      'stderr warming\nup',
      'server :1}\n',
      'end',
    ]);
    expect(await readHeader(folder, run, 0)).toMatchObject({
      uri: 'file:///mcp.json',
      server: 'my server',
    });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(folder, spoolName(run, 0))).mode & 0o777).toBe(0o600);
  });

  test('any bytes come out as they went in, over several files, in steps of any size', async () => {
    const kind = fc.constantFrom<'client' | 'server' | 'stderr'>('client', 'server', 'stderr');
    const piece = fc.tuple(kind, fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.nat(500),
        async (pieces, partBytes) => {
          const { writer, folder, run } = startWriter({ partBytes });
          for (const [stream, bytes] of pieces) {
            writer.write(stream, Buffer.from(bytes));
          }
          writer.end();
          const frames = await readAll(folder, run);
          expect(frames.slice(0, -1).map(({ kind, bytes }) => [kind, [...bytes]])).toEqual(
            pieces.map(([stream, bytes]) => [stream, [...bytes]]),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  test('is read as it grows, from where an earlier reader was', async () => {
    const { writer, folder, run } = startWriter();
    writer.write('client', Buffer.from('one\n'));
    const first = new SpoolReader(folder, run, { part: 0, offset: 0 });
    const seen: Frame[] = [];
    await first.read(0, (frame) => seen.push(frame));
    expect(shown(seen)).toEqual(['client one\n']);
    writer.write('client', Buffer.from('two\n'));
    writer.end();
    const second = new SpoolReader(folder, run, first.position);
    await second.read(0, (frame) => seen.push(frame));
    await Promise.all([first.close(), second.close()]);
    expect(shown(seen)).toEqual(['client one\n', 'client two\n', 'end']);
  });

  test('keeps the latest when nobody reads it', async () => {
    const { writer, folder, run } = startWriter({ partBytes: 1000, totalBytes: 3000 });
    for (let number = 0; number < 20; number++) {
      writer.write('client', Buffer.alloc(900, String(number % 10)));
    }
    writer.end();
    const size = readdirSync(folder)
      .map((name) => statSync(path.join(folder, name)).size)
      .reduce((sum, each) => sum + each, 0);
    expect(size).toBeLessThan(4500);
    const frames = await readAll(folder, run);
    expect(frames.at(-2)!.bytes.toString()).toBe('9'.repeat(900));
  });

  test('leaves out what comes while the disk is slow, and says where', async () => {
    const { writer, folder, run } = startWriter({ slowMs: -1, restMs: 60_000 });
    writer.write('client', Buffer.from('a'));
    writer.write('client', Buffer.from('b'));
    writer.write('server', Buffer.from('c'));
    writer.end();
    expect(shown(await readAll(folder, run))).toEqual(['client a', 'gap', 'end']);
  });

  test('that cannot be written is tried again, and misses nothing else', async () => {
    const folder = path.join(temporary(), 'taps');
    writeFileSync(folder, 'no folder');
    const { writer, run, onProblem } = startWriter({ folder, restMs: 0 });
    writer.write('client', Buffer.from('lost\n'));
    expect(onProblem).toHaveBeenCalledOnce();
    rmSync(folder);
    mkdirSync(folder);
    writer.write('client', Buffer.from('kept\n'));
    writer.end();
    expect(shown(await readAll(folder, run))).toEqual(['gap', 'client kept\n', 'end']);
    expect(onProblem).toHaveBeenCalledOnce();
  });

  test('of which the end is torn, or a file is gone, is read with a gap', async () => {
    const { writer, folder, run } = startWriter({ partBytes: 10 });
    for (const text of ['one\n', 'two\n', 'three\n']) {
      writer.write('client', Buffer.from(text));
    }
    writer.end();
    const first = path.join(folder, spoolName(run, 0));
    writeFileSync(first, readFileSync(first).subarray(0, -3));
    rmSync(path.join(folder, spoolName(run, 1)));
    expect(shown(await readAll(folder, run))).toEqual(['gap', 'gap', 'client three\n', 'end']);
  });

  test('that is none is told apart', async () => {
    const folder = temporary();
    const run = newRun(1);
    const file = path.join(folder, spoolName(run, 0));
    for (const text of ['{}\n', 'x\n', `${'x'.repeat(100_000)}`]) {
      writeFileSync(file, text);
      await expect(readHeader(folder, run, 0)).rejects.toMatchObject({ name: 'DamagedSpool' });
    }
    writeFileSync(file, '{"format":"portcullis-tap"');
    expect(await readHeader(folder, run, 0)).toBeUndefined();
    expect(parseSpoolName('something.tap')).toBeUndefined();
  });
});

test('what nobody comes for is removed, by age and by size; what a living tap writes is not', async () => {
  const folder = temporary();
  // No process has such a number.
  const dead = 2 ** 22 + 1;
  const files = [newRun(dead), newRun(dead), newRun(process.pid)].map((run) => spoolName(run, 0));
  for (const file of files) writeFileSync(path.join(folder, file), 'x'.repeat(100));
  writeFileSync(path.join(folder, 'theirs.txt'), 'x');
  await pruneSpools(folder, { maxAge: 60_000, maxBytes: 150 });
  expect(readdirSync(folder)).toHaveLength(3);
  await pruneSpools(folder, { maxAge: -1, maxBytes: 1000 });
  expect(readdirSync(folder).sort()).toEqual([files[2], 'theirs.txt'].sort());
  await pruneSpools(path.join(folder, 'nowhere'));
});

describe('the folder', () => {
  test.each<[string, NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['is the state of the user', 'linux', {}, '/home/me/.local/state/portcullis/taps'],
    ['as the desktop says', 'linux', { XDG_STATE_HOME: '/state' }, '/state/portcullis/taps'],
    ['on a Mac', 'darwin', {}, '/home/me/Library/Application Support/portcullis/taps'],
    ['on Windows', 'win32', { LOCALAPPDATA: '/local' }, '/local/portcullis/taps'],
    ['can be chosen', 'linux', { PORTCULLIS_HOME: '/own' }, '/own/taps'],
  ])('%s', (_name, platform, env, expected) => {
    expect(tapFolder(env, platform, '/home/me')).toBe(path.normalize(expected));
  });
});

describe('the scribe', () => {
  const frame = (kind: Frame['kind'], text = '', time = 5): Frame => ({
    kind,
    time,
    bytes: Buffer.from(text),
  });
  const initialize =
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"clientInfo":{"name":"Claude Code"}}}';

  test('makes entries of lines, under the name of the client, with their time', () => {
    const log = new MemoryLog();
    const scribe = new Scribe({ recorder: log, run: 'run' });
    scribe.take(frame('stderr', 'warm'));
    scribe.take(frame('client', initialize.slice(0, 20)));
    expect(scribe.isBetweenLines).toBe(false);
    scribe.take(frame('client', `${initialize.slice(20)}\r\n`, 7));
    scribe.take(frame('stderr', 'ing \u001B[1mup\u001B[0m\n', 8));
    scribe.take(frame('server', 'hello\n\n{"jsonrpc":"2.0","id":1,"result":{}}\n', 9));
    expect(scribe.isBetweenLines).toBe(true);
    expect(scribe.name).toBe('Claude Code');
    expect(log.all).toMatchObject([
      {
        kind: 'clientToServer',
        text: initialize,
        sessionId: 'tap: Claude Code',
        time: 7,
        exchange: 'run',
      },
      { kind: 'stderr', text: 'warming up', sessionId: 'tap: Claude Code', time: 8 },
      { kind: 'noise', text: 'hello', time: 9 },
      { kind: 'serverToClient', text: '{"jsonrpc":"2.0","id":1,"result":{}}', time: 9 },
    ]);
  });

  test('knows the name from the envelope of the modern era', () => {
    const log = new MemoryLog();
    const scribe = new Scribe({ recorder: log, run: 'run' });
    const _meta = { 'io.modelcontextprotocol/clientInfo': { name: 'Modern', version: '1' } };
    const message = { jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta } };
    scribe.take(frame('client', `${JSON.stringify(message)}\n`));
    expect(log.all).toMatchObject([{ sessionId: 'tap: Modern' }]);
  });

  test('says nothing of what is left of a torn line, and all of a whole one', () => {
    const log = new MemoryLog();
    const scribe = new Scribe({ recorder: log, run: 'run', isLate: true });
    scribe.take(frame('client', '"rest":1}\n{"jsonrpc":"2.0","method":"a"}\n'));
    scribe.take(frame('server', '{"jsonrpc":"2.0","method":"b"}\n{"half'));
    scribe.take(frame('gap'));
    scribe.take(frame('server', 'torn"}\n{"jsonrpc":"2.0","method":"c"}\nno message\n'));
    scribe.end();
    expect(log.all.map(({ text }) => text)).toEqual([
      '{"jsonrpc":"2.0","method":"a"}',
      '{"jsonrpc":"2.0","method":"b"}',
      '{"half',
      '{"jsonrpc":"2.0","method":"c"}',
      'no message',
    ]);
  });
});
