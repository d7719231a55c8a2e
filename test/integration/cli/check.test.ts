import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/cli/report';
import { bundleCommandLine } from './bundle';
import { begin, outcome, portcullis, program, serve, start } from './run';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-test-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (...args: string[]) => portcullis(script, 'check', ...args);

async function report(...args: string[]): Promise<{ code: number | null; report: Report }> {
  const { code, stdout, stderr } = await check('--json', ...args);
  expect(stderr).toBe('');
  return { code, report: JSON.parse(stdout) as Report };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('an older Node is named as such, not taken for a fault of the server', async () => {
  const older = 'Object.defineProperty(process.versions, "node", { value: "20.20.2" })';
  const args = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, script];
  const child = begin(process.execPath, [...args, 'check', 'http://127.0.0.1:1/mcp']);
  const { code, stdout, stderr } = await outcome(child);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('portcullis needs Node 22 or newer; this is 20.20.2.\n');
});

describe('a server that gets ready', () => {
  test('over stdio: exit code 0, and nothing is left of it', async () => {
    const { code, report: found } = await report(
      '--stdio',
      '--',
      process.execPath,
      program('healthy.mjs'),
    );
    expect(code).toBe(0);
    expect(found).toMatchObject({
      state: 'ready',
      server: { name: 'fixture', version: '1.0.0', era: 'legacy', transport: 'stdio' },
      diagnosis: null,
      warnings: [],
    });
    expect(found.steps.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'config passed',
      'process passed',
      'mcp passed',
    ]);
    const pid = Number(/\d+/.exec(found.steps[1]?.detail ?? '')?.[0]);
    expect(pid).toBeGreaterThan(1);
    expect(isAlive(pid)).toBe(false);
  });

  test('launched over HTTP on a free port', async () => {
    const launch = ['--launch', '--', process.execPath, program('healthyHttp.mjs')];
    const { code, report: found } = await report(...launch);
    expect(code).toBe(0);
    expect(found.server?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    expect(found.steps.map(({ id }) => id)).toEqual([
      'config',
      'port',
      'process',
      'tcp',
      'http',
      'mcp',
    ]);
  });

  test('by its URL, with a header', async () => {
    const { url } = await serve('http.unauthorized.mjs');
    expect((await report(url)).report.diagnosis?.code).toBe('http.unauthorized');
    const { code } = await report(url, '--header', 'Authorization: Bearer right');
    expect(code).toBe(0);
  });

  test('by its URL, over the older transport', async () => {
    const { url } = await serve('http.sse-endpoint.mjs');
    const sse = url.replace('/mcp', '/sse');
    const { code, report: found } = await report(sse, '--transport', 'sse');
    expect(code).toBe(0);
    expect(found.server?.transport).toBe('sse');
  });

  test('from a configuration file', async () => {
    const file = path.join(folder, '.mcp.json');
    const entry = { command: process.execPath, args: [program('healthy.mjs')] };
    writeFileSync(file, JSON.stringify({ mcpServers: { weather: entry } }));
    const { code } = await report('--config', file, '--server', 'weather');
    expect(code).toBe(0);
  });

  test('warnings are told', async () => {
    const noisy = ['--stdio', '--', process.execPath, program('mcp.stdout-noise-ready.mjs')];
    const { code, report: found } = await report(...noisy);
    expect(code).toBe(0);
    expect(found.warnings.map(({ code }) => code)).toEqual(['mcp.stdout-noise']);
  });
});

describe('a server that does not', () => {
  test('exit code 1, code and evidence as JSON', async () => {
    const crash = ['--stdio', '--', process.execPath, program('process.crashed.mjs')];
    const { code, report: found } = await report(...crash);
    expect(code).toBe(1);
    expect(found).toMatchObject({ state: 'failed', server: null });
    expect(found.diagnosis?.code).toBe('process.crashed');
    expect(found.diagnosis?.fixes[0]).toEqual({
      id: 'openFile',
      title: 'Open process.crashed.mjs:2:22',
    });
  });

  test('for people: the checklist, the reason and what may help, without colours', async () => {
    const { code, stdout, stderr } = await check('http://127.0.0.1:1/mcp');
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/✓ config.*\n.*✗ tcp .*ECONNREFUSED\n.*- http\n.*- mcp/);
    expect(stdout).toContain('✗ Nothing listens on 127.0.0.1:1  net.refused');
    // Nobody who typed a URL has a configuration to open.
    expect(stdout).not.toContain('configuration');
    expect(stdout).not.toContain('\u001B');
  });

  test('for people: what may help at a terminal', async () => {
    const crash = ['--stdio', '--', process.execPath, program('process.crashed.mjs')];
    const { stdout } = await check(...crash);
    expect(stdout).toMatch(/What may help\n {2}• Open process\.crashed\.mjs:2:\d+\n*$/);
  });

  test('the time that is over ends it', async () => {
    const silent = ['--stdio', '--', process.execPath, program('mcp.no-answer.mjs')];
    const { code, report: found } = await report('--timeout', '700', ...silent);
    expect(code).toBe(1);
    expect(found.diagnosis?.code).toBe('mcp.no-answer');
  });
});

describe('usage', () => {
  test('what is wrong goes to stderr, with exit code 2', async () => {
    const { code, stdout, stderr } = await check();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Name a server');
  });

  test('a configuration file that is not there', async () => {
    const { code, stderr } = await check('--config', 'nope.json', '--server', 'a');
    expect(code).toBe(2);
    expect(stderr).toContain('nope.json');
  });

  test('help and version', async () => {
    const help = await portcullis(script, '--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/^ {2}check {5}\S/m);
    const topic = await portcullis(script, 'help', 'check');
    expect(topic.stdout).toContain('portcullis check TARGET');
    const tap = await portcullis(script, 'tap', '--help');
    expect(tap).toMatchObject({ code: 0, stderr: '' });
    expect(tap.stdout).toContain('portcullis tap --config FILE');
    expect((await portcullis(script, '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test.skipIf(process.platform === 'win32')(
  'an interrupt stops what it started, and ends with 130',
  async () => {
    const child = start(script, [
      'check',
      '--stdio',
      '--',
      process.execPath,
      program('mcp.no-answer.mjs'),
    ]);
    const ended = outcome(child);
    const pid = await new Promise<number>((resolve) => {
      child.stdout!.on('data', (chunk) => {
        const found = /pid (\d+)/.exec(String(chunk))?.[1];
        if (found) resolve(Number(found));
      });
    });
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(isAlive(pid)).toBe(false);
  },
);

test.skipIf(process.platform === 'win32')('leaves no file behind', async () => {
  const temporary = path.join(folder, 'temporary');
  mkdirSync(temporary);
  const command = [script, 'check', '--stdio', '--', process.execPath, program('healthy.mjs')];
  const { code } = await outcome(begin(process.execPath, command, { TMPDIR: temporary }));
  expect(code).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'on a terminal, the checklist is drawn over itself',
  async () => {
    const terminal = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
    const child = begin('python3', [
      '-c',
      terminal,
      process.execPath,
      script,
      'check',
      '--stdio',
      '--',
      process.execPath,
      program('healthy.mjs'),
    ]);
    const { code, stdout } = await outcome(child);
    expect(code).toBe(0);
    expect(stdout).toContain('\u001B[3A\r\u001B[2K');
    expect(stdout).toContain('✓ Ready');
  },
);
