import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleCommandLine } from './bundle';
import { portcullis, program } from './run';
import { fixture, MODERN } from './servers';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-test-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Entry {
  readonly seq: number;
  readonly direction: string;
  readonly kind: string;
  readonly method?: string;
  readonly message?: { readonly params?: unknown };
}

/** Records a run, and reads what was written after the head of the file. */
async function record(...args: string[]): Promise<{ code: number | null; entries: Entry[] }> {
  const file = path.join(folder, 'traffic.ndjson');
  const [command = '', ...rest] = args;
  const { code } = await portcullis(script, command, '--record', file, ...rest);
  const [head, ...entries] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(head).toMatchObject({ format: 'portcullis-traffic', version: 1 });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  return { code, entries };
}

test('all that a call says, from the handshake on', async () => {
  const echo = ['call', '--stdio', 'echo', '{"message":"for the record"}', ...MODERN];
  const { code, entries } = await record(...echo);
  expect(code).toBe(0);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index));
  const requests = entries.filter(({ kind }) => kind === 'request').map(({ method }) => method);
  expect(requests[0]).toBe('server/discover');
  expect(requests).toContain('tools/call');
  const call = entries.find(({ kind, method }) => kind === 'request' && method === 'tools/call');
  expect(call).toMatchObject({
    direction: 'clientToServer',
    message: { params: { name: 'echo', arguments: { message: 'for the record' } } },
  });
  expect(entries).toContainEqual(
    expect.objectContaining({
      kind: 'response',
      method: 'tools/call',
      direction: 'serverToClient',
    }),
  );
});

test('what a server says that does not get ready', async () => {
  const { code, entries } = await record(
    'check',
    '--stdio',
    '--',
    process.execPath,
    program('process.crashed.mjs'),
  );
  expect(code).toBe(1);
  expect(entries.some(({ kind }) => kind === 'stderr')).toBe(true);
});

test('noise, too', async () => {
  const { entries } = await record('list', '--stdio', ...fixture('rawServer.mjs', 'noise'));
  expect(entries.some(({ kind }) => kind === 'noise')).toBe(true);
});

test('a file that cannot be written: wrong usage, before anything is started', async () => {
  const file = path.join(folder, 'no', 'such', 'folder', 'a.ndjson');
  const result = await portcullis(script, 'list', '--record', file, '--stdio', ...MODERN);
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toContain('cannot be written (ENOENT)');
  expect(existsSync(path.dirname(file))).toBe(false);
});
