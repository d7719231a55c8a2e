import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { copyAs } from '../../../src/shared/copy/copyAs';
import type { CopyFormat } from '../../../src/shared/copy/copyFormats';
import type { CopySource } from '../../../src/shared/copy/copySource';
import { bundleCommandLine } from '../cli/bundle';
import { remote, stdio } from '../engine/definitions';
import { startModernHttp } from '../session/support';

const run = promisify(execFile);
const MESSAGE = `it's "quoted" \`id\` $HOME \\ ${'\n'} €`;
const params = { name: 'echo', arguments: { message: MESSAGE } };
const call: CopySource = {
  method: 'tools/call',
  params,
  raw: JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params }),
  server: 'talker',
};
let folder: string;
let cli: string;
beforeAll(async () => {
  // Below the project, so that programs find the SDK.
  mkdirSync('out', { recursive: true });
  folder = mkdtempSync(path.resolve('out/copied-'));
  cli = await bundleCommandLine(mkdtempSync(path.join(tmpdir(), 'portcullis-copied-')));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(path.dirname(cli), { recursive: true, force: true });
});

const overStdio = () => ({ ...call, definition: stdio('talker', 'modernServer.mjs') });
async function overHttp(): Promise<CopySource> {
  const { url } = await startModernHttp();
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  return { ...call, definition: remote('talker', url), http: { method: 'POST', url, headers } };
}

function fileOf(name: string, source: CopySource, format: CopyFormat): string {
  const file = path.join(folder, name);
  writeFileSync(file, copyAs(format, source)!);
  onTestFinished(() => rmSync(file));
  return file;
}

const env = { ...process.env, NO_COLOR: '1' };
const said = (output: string) => expect(output.replaceAll('\\n', '\n')).toContain('€');

describe('a request that was copied does the same', () => {
  test.each([
    ['stdio', overStdio],
    ['HTTP', overHttp],
  ])('as TypeScript, over %s', async (_what, source) => {
    const file = fileOf('copied.mts', await source(), 'typescript');
    const { stdout } = await run(process.execPath, [file], { env });
    said(stdout);
    expect(stdout).toContain('Echo: it');
  });

  test.skipIf(process.platform === 'win32').each([
    ['stdio', overStdio],
    ['HTTP', overHttp],
  ])('on the command line, over %s', async (_what, source) => {
    const line = copyAs('cli', await source())!.replace(/^portcullis/, `"$NODE" "$CLI"`);
    const { stdout } = await run('sh', ['-c', line], {
      env: { ...env, NODE: process.execPath, CLI: cli },
    });
    expect(stdout).toBe(`Echo: ${MESSAGE}\n`);
  });

  test.skipIf(spawnSync('curl', ['--version']).status !== 0)('by curl', async () => {
    const line = copyAs('curl', await overHttp())!;
    // What the server does not take is answered too: it was asked what was meant.
    const { stdout } = await run('sh', ['-c', line.replace(/^curl/, 'curl -s')], { env });
    said(stdout);
    expect(stdout).toContain(JSON.stringify(`Echo: ${MESSAGE}`));
  });

  const hasSdk = spawnSync('python3', ['-c', 'from mcp import Client']).status === 0;
  test.skipIf(!hasSdk).each([
    ['stdio', overStdio],
    ['HTTP', overHttp],
  ])('as Python, over %s', async (_what, source) => {
    const file = fileOf('copied.py', await source(), 'python');
    const { stdout } = await run('python3', [file], { env });
    said(stdout);
  });
});
