import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../../../src/proxy/process/processTable';
import { bundleCommandLine } from './bundle';
import { program } from './run';

const FAMILY = path.resolve(import.meta.dirname, '../../fixtures/servers/stubbornFamily.mjs');
const ECHO = 'process.stdin.pipe(process.stdout)';

let parent: string;
let script: string;
/** Of the test that runs. */
let folder: string;

beforeAll(async () => {
  parent = mkdtempSync(path.join(tmpdir(), 'portcullis-tap-test-'));
  script = await bundleCommandLine(parent);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(path.join(parent, 'test-'));
});

interface Entry {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The command line of a tap before `entry`, as the configuration of a client has it. */
function command(entry: object, ...more: string[]): string[] {
  const file = path.join(folder, 'mcp.json');
  writeFileSync(file, JSON.stringify({ servers: { tapped: entry } }));
  return [script, 'tap', '--config', file, '--server', 'tapped', ...more];
}

function run(program: string, args: readonly string[]): ChildProcess {
  const env = { ...process.env, PORTCULLIS_HOME: path.join(folder, 'home') };
  const child = spawn(program, args, { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  for (const stream of child.stdio) stream?.on('error', () => {});
  return child;
}

const tap = (entry: object, ...more: string[]) => run(process.execPath, command(entry, ...more));
const evaluated = (code: string): Entry => ({ command: process.execPath, args: ['-e', code] });
const fixture = (name: string): Entry => ({ command: process.execPath, args: [program(name)] });

async function end(child: ChildProcess) {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    buffer(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code, signal };
}

const spools = () => {
  const taps = path.join(folder, 'home', 'taps');
  const names = existsSync(taps) ? readdirSync(taps) : [];
  return names.map((name) => readFileSync(path.join(taps, name), 'utf8')).join('');
};

describe('what passes', () => {
  test('is the same bytes, both ways, and nothing else', async () => {
    const bytes = Buffer.concat([
      randomBytes(3 * 1024 * 1024),
      Buffer.from('ä\r\n\n{"jsonrpc":"2.0"}\n no end'),
    ]);
    const child = tap(evaluated(ECHO));
    child.stdin!.end(bytes);
    const { stdout, stderr, code } = await end(child);
    expect(stdout.equals(bytes)).toBe(true);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('goes on at once, a piece of a line as well', async () => {
    const child = tap(evaluated(ECHO));
    for (const piece of ['{"jsonrpc"', ':"2.0', '"}\n']) {
      child.stdin!.write(piece);
      expect(String((await once(child.stdout!, 'data'))[0])).toBe(piece);
    }
    child.stdin!.end();
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  test('on stderr is passed on as it is', async () => {
    const child = tap(evaluated("process.stderr.write('\\u001B[31mred\\u001B[0m, no end')"));
    const { stderr } = await end(child);
    expect(stderr).toContain('\u001B[31mred\u001B[0m, no end');
  });

  test('is recorded, and into a file besides', async () => {
    const file = path.join(folder, 'record.ndjson');
    const child = tap(fixture('healthy.mjs'), '--record', file);
    const params = {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'Some client', version: '1' },
    };
    child.stdin!.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`,
    );
    const [answer] = await once(child.stdout!, 'data');
    child.stdin!.end();
    await once(child, 'exit');
    expect(spools()).toContain('"name":"Some client"');
    expect(spools()).toContain(String(answer));
    const [, ...entries] = readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(entries.filter(({ kind }) => kind !== 'stderr')).toMatchObject([
      { kind: 'request', method: 'initialize', sessionId: 'tap: Some client' },
      { kind: 'response', method: 'initialize', sessionId: 'tap: Some client', pairSeq: 0 },
    ]);
  });
});

describe('the end of the server', () => {
  test.each([0, 7])('with code %i is ours', async (code) => {
    const { stdout, ...ended } = await end(
      tap(evaluated(`process.stdout.write('bye\\n', () => process.exit(${code}))`)),
    );
    expect(String(stdout)).toBe('bye\n');
    expect(ended).toMatchObject({ code, signal: null, stderr: '' });
  });

  test.each(['SIGKILL', 'SIGTERM', 'SIGUSR2'])('by %s is ours', async (signal) => {
    const ended = await end(tap(evaluated(`process.kill(process.pid, '${signal}')`)));
    expect(ended).toMatchObject({ code: null, signal });
  });

  test('loses nothing of what it said, however slowly that is read', async () => {
    const length = 20 * 1024 * 1024;
    const child = tap(
      evaluated(`process.stdout.write(Buffer.alloc(${length}, 97)); process.stdin.resume()`),
    );
    child.stdout!.pause();
    child.stdin!.end();
    await once(child.stdout!, 'readable');
    expect((await buffer(child.stdout!)).length).toBe(length);
  });
});

describe('the end of the client', () => {
  /** The pids of a server that ignores the end of its input and SIGTERM, and of its descendants. */
  async function startFamily(start = tap) {
    const pids = path.join(folder, 'pids');
    mkdirSync(pids);
    const child = start({ command: process.execPath, args: [FAMILY], env: { PIDS: pids } });
    const roles = ['root', 'child', 'left', 'orphan'];
    await expect
      .poll(() => readdirSync(pids).sort(), { timeout: 30_000 })
      .toEqual([...roles].sort());
    const family = roles.map((role) => Number(readFileSync(path.join(pids, role), 'utf8')));
    expect(family.every(isAlive)).toBe(true);
    onTestFinished(() => {
      for (const pid of family.filter(isAlive)) process.kill(pid, 'SIGKILL');
    });
    return { child, family };
  }

  test('of its writing ends the whole tree of the server', async () => {
    const { child, family } = await startFamily();
    child.stdin!.end();
    await once(child, 'exit');
    expect(family.filter(isAlive)).toEqual([]);
  });

  test('by SIGTERM does too', async () => {
    const { child, family } = await startFamily();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(family.filter(isAlive)).toEqual([]);
  });

  test('by SIGKILL, which leaves us no time, does too', async () => {
    const { child, family } = await startFamily();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => family.filter(isAlive), { timeout: 30_000 }).toEqual([]);
  });

  test('by its own death, which tells nobody, does too', async () => {
    // A client that starts what its arguments say, and waits.
    const client = `
      const { spawn } = require('node:child_process');
      spawn(process.execPath, process.argv.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });`;
    const { child, family } = await startFamily((entry) =>
      run(process.execPath, ['-e', client, '--', ...command(entry)]),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => family.filter(isAlive), { timeout: 30_000 }).toEqual([]);
  });

  test('of its reading, while the server speaks on, ends it', async () => {
    const child = tap(evaluated("setInterval(() => console.log('tick'), 20)"));
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    await once(child, 'exit');
  });

  test('leaves the server the time to finish what it was asked', async () => {
    const child = tap(
      evaluated(
        "process.stdin.on('end', () => setTimeout(() => console.log('done'), 1000)).resume()",
      ),
    );
    child.stdin!.end();
    const { stdout, code } = await end(child);
    expect([String(stdout), code]).toEqual(['done\n', 0]);
  });
});

describe('a start that fails', () => {
  test('says why on stderr, after what the server itself has said', async () => {
    const child = tap(fixture('process.module-missing.mjs'));
    const { stdout, stderr, code } = await end(child);
    expect(String(stdout)).toBe('');
    expect(stderr).toMatch(/ERR_MODULE_NOT_FOUND[\s\S]*✗ .*process\.module-missing/);
    expect(code).toBe(1);
  });

  test('of a program that there is not', async () => {
    const { stderr, code } = await end(tap({ command: 'no-such-program' }));
    expect(stderr).toContain('process.command-not-found');
    expect(code).toBe(1);
  });

  test.each<[string, object, RegExp]>([
    ['over HTTP', { url: 'http://127.0.0.1:1/mcp' }, /relay/],
    ['with an unset variable', { command: 'x', args: ['${input:none}'] }, /config\.variable/],
  ])('of a server %s', async (_name, entry, said) => {
    const { stdout, stderr, code } = await end(tap(entry));
    expect(String(stdout)).toBe('');
    expect(stderr).toMatch(said);
    expect(code).not.toBe(0);
  });

  test.each([
    [['tap'], '--config FILE'],
    [['tap', '--config', 'x'], '--server NAME'],
    [['tap', '--config', 'nowhere.json', '--server', 'x'], 'nowhere.json cannot be read'],
    [['tap', '--unknown'], '--unknown'],
  ])('%j is wrong usage', async (args, said) => {
    const { stderr, code } = await end(run(process.execPath, [script, ...args]));
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });
});

test('a client that reads slowly holds the server back', async () => {
  const written = path.join(folder, 'written');
  const child = tap(
    evaluated(`
      const chunk = Buffer.alloc(1024 * 1024);
      let count = 0;
      const fill = () => {
        require('node:fs').writeFileSync(${JSON.stringify(written)}, String(++count));
        if (count < 300) process.stdout.write(chunk, fill);
      };
      fill();`),
  );
  child.stdout!.pause();
  await expect.poll(() => existsSync(written), { timeout: 30_000 }).toBe(true);
  const count = () => Number(readFileSync(written, 'utf8'));
  // Until it has stood still while another tap did all its work.
  for (let before = -1; before !== count(); ) {
    before = count();
    await end(run(process.execPath, [script, 'tap']));
  }
  expect(count()).toBeLessThan(60);
  child.kill('SIGTERM');
  await once(child, 'exit');
});

test.runIf(existsSync('/usr/bin/prlimit'))(
  'a full disk stops nothing but the recording',
  async () => {
    // No file may grow beyond 4 KiB: writing fails there as on a disk that is full.
    const child = run('prlimit', ['--fsize=4096', process.execPath, ...command(evaluated(ECHO))]);
    const bytes = Buffer.alloc(2 * 1024 * 1024, 'x');
    child.stdin!.end(bytes);
    const { stdout, stderr, code } = await end(child);
    expect(stdout.equals(bytes)).toBe(true);
    expect(stderr).toMatch(/^portcullis: What is said is not recorded in .*\n$/);
    expect(code).toBe(0);
  },
);
