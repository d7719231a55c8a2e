import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '../../../src/proxy/process/processTable';
import { bundleCommandLine } from './bundle';
import { begin, outcome, portcullis, program, start } from './run';
import { countProcesses, fixture, listenToServer, MODERN, serveModern } from './servers';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-cli-test-'));
  script = await bundleCommandLine(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const call = (...args: string[]) => portcullis(script, 'call', ...args);

describe('arguments', () => {
  test('as JSON', async () => {
    expect(await call('--stdio', 'get-sum', '{"a":1,"b":2.5}', ...MODERN)).toEqual({
      code: 0,
      stdout: '3.5\n',
      stderr: '',
    });
  });

  test('one by one, of the types that the schema tells', async () => {
    const sum = await call('--stdio', 'get-sum', '--arg', 'a=40', '--arg', 'b=2', ...MODERN);
    expect(sum.stdout).toBe('42\n');
    const echo = await call('--stdio', 'echo', '--arg', 'message=42', ...MODERN);
    expect(echo).toMatchObject({ code: 0, stdout: 'Echo: 42\n' });
  });

  test('one that is not of its type: wrong usage, and the tool is not called', async () => {
    const { code, stdout, stderr } = await call('--stdio', 'get-sum', '--arg', 'a=x', ...MODERN);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--arg a must be a number');
  });

  test('from stdin', async () => {
    const child = start(script, ['call', '--stdio', 'echo', '-', ...MODERN]);
    child.stdin?.end('{"message":"from a pipe"}');
    expect(await outcome(child)).toMatchObject({ code: 0, stdout: 'Echo: from a pipe\n' });
  });

  test('into headers, where the schema wants that', async () => {
    const { url } = await serveModern();
    const { code, stdout, stderr } = await call(url, 'in-region', '{"region":"eu"}');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'eu\n', stderr: '' });
  });
});

describe('the result', () => {
  test('raw, as JSON', async () => {
    const { code, stdout } = await call('--stdio', 'structured', '--json', ...MODERN);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      content: [{ type: 'text', text: '{"answer":42}' }],
      structuredContent: { answer: 42 },
    });
  });

  test('what is no text, in a few words', async () => {
    const { stdout } = await call('--stdio', 'image', ...MODERN);
    expect(stdout).toMatch(/^\[image, image\/png, \d+ bytes\]\n$/);
  });

  test('its text does not control the terminal', async () => {
    const hostile = JSON.stringify({ message: '\u001B]0;owned\u0007\nsecond line' });
    const { stdout } = await call('--stdio', 'echo', hostile, ...MODERN);
    expect(stdout).toBe('Echo: \\u{1b}]0;owned\\u{7}\nsecond line\n');
  });

  test.each(['legacy', 'modern'])('in the %s era', async (era) => {
    const { code, stdout } = await call(
      '--stdio',
      '--era',
      era,
      'echo',
      '{"message":"a"}',
      ...MODERN,
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Echo: a\n' });
  });
});

describe.each(['legacy', 'modern'])('what the server asks back, in the %s era', (era) => {
  const everything = fixture('everythingModern/server.mjs', '--stdio');
  const ask = (tool: string, argument: string, ...more: string[]) =>
    call('--stdio', '--era', era, tool, '--arg', argument, ...more, ...everything);

  test('a form is filled in', async () => {
    const elicit = ['--elicit', '{"username":"ada","email":"ada@a.example"}'];
    const { code, stdout, stderr } = await ask('test_elicitation', 'message=Who?', ...elicit);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('action=accept, content={"username":"ada","email":"ada@a.example"}');
  });

  test('or declined, and that is said', async () => {
    const { code, stdout, stderr } = await ask('test_elicitation', 'message=Who?');
    expect(code).toBe(0);
    expect(stdout).toContain('action=decline');
    expect(stderr).toBe(
      'The server asks: Who?\n' + `Declined; --elicit '{"username": …, "email": …}' answers it.\n`,
    );
  });

  test('a message of a model is given', async () => {
    const { stdout } = await ask('test_sampling', 'prompt=Hi', '--sampling', 'Hello yourself');
    expect(stdout).toBe('LLM response: Hello yourself\n');
  });

  test('or declined, and the tool fails of it', async () => {
    const { code, stdout, stderr } = await ask('test_sampling', 'prompt=Hi');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Declined; --sampling TEXT answers it.');
  });
});

test('each answer in turn, the last one for all that follow', async () => {
  const answers = ['--elicit', '{"name":"Ada"}', '--elicit', '{"color":"blue"}'];
  const { code, stdout } = await call(
    '--stdio',
    'test_input_required_result_multi_round',
    ...answers,
    ...fixture('everythingModern/server.mjs', '--stdio'),
  );
  expect(code).toBe(0);
  expect(stdout).toContain('Ada');
  expect(stdout).toContain('blue');
});

describe('a tool that answers with a task', () => {
  const work = (...args: string[]) =>
    call(
      '--stdio',
      '--era',
      'modern',
      ...args,
      ...fixture('everythingModern/server.mjs', '--stdio'),
    );

  test('its result is waited for', async () => {
    expect(await work('slow_compute', '--arg', 'seconds=1')).toEqual({
      code: 0,
      stdout: 'work took 1 s\n',
      stderr: '',
    });
  });

  test('what it asks is answered', async () => {
    const args = ['confirm_delete', '--arg', 'filename=a.txt'];
    expect((await work(...args)).stdout).toBe('a.txt stays\n');
    const { stdout, stderr } = await work(...args, '--elicit', '{"confirm":true}');
    expect(stdout).not.toContain('stays');
    expect(stderr).toBe('');
  });

  test('it may fail', async () => {
    expect(await work('protocol_error_job')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: '✗ The job broke  -32603\n',
    });
  });

  test('or take too long', async () => {
    const { code, stderr } = await work('--timeout', '1500', 'slow_compute', '--arg', 'seconds=50');
    expect(code).toBe(1);
    expect(stderr).toContain('No answer within 1500 ms');
  });
});

describe('what goes wrong', () => {
  test('a tool that is not there, and the one that was meant', async () => {
    const { code, stdout, stderr } = await call('--stdio', 'ehco', ...MODERN);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Did you mean echo?');
  });

  test('the tool reports an error', async () => {
    const args = ['--stdio', '--era', 'legacy', 'echo', '{}'];
    const { code, stdout, stderr } = await call(...args, ...MODERN);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('✗');
    expect(stderr).toContain('message');
  });

  test('as JSON, an error is a result too', async () => {
    const { code, stdout, stderr } = await call('--stdio', 'nope', '--json', ...MODERN);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: -32602 } });
  });

  test('a server that does not get ready: its diagnosis', async () => {
    const crash = ['--stdio', 'echo', '--', process.execPath, program('process.crashed.mjs')];
    const text = await call(...crash);
    expect(text).toMatchObject({ code: 1, stdout: '' });
    expect(text.stderr).toContain('process.crashed');
    const json = await call('--json', ...crash);
    expect(json).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({
      state: 'failed',
      diagnosis: { code: 'process.crashed' },
    });
  });

  test('a server that ends before it answers: why', async () => {
    const crash = fixture('tellingServer.mjs');
    const { code, stdout, stderr } = await call('--stdio', 'crash', ...crash);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('run.crashed');
    expect(stderr).toContain('Exit code  3');
  });

  test('no answer in time', async () => {
    const silent = fixture('rawServer.mjs', 'silent-calls');
    const { code, stderr } = await call('--stdio', '--timeout', '1500', 'tool-0', ...silent);
    expect(code).toBe(1);
    expect(stderr).toContain('No answer within 1500 ms');
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl-C and the terminal', () => {
  test('cancels the call, and stops the server and what that had started', async () => {
    const { env, told } = await listenToServer();
    const args = ['call', '--stdio', 'slow', ...fixture('tellingServer.mjs')];
    const child = begin(process.execPath, [script, ...args], env);
    const ended = outcome(child);
    await told('called slow');
    const pids = (await told('pids')).split(' ').map(Number);
    expect(pids.map(isAlive)).toEqual([true, true]);
    expect(await countProcesses(script)).toBeGreaterThan(0);
    child.kill('SIGINT');
    await told('cancelled');
    expect(await ended).toEqual({ code: 130, stdout: '', stderr: '' });
    expect(pids.map(isAlive)).toEqual([false, false]);
    expect(await countProcesses(script)).toBe(0);
  });

  test.each(['legacy', 'modern'])('cancels the call over HTTP in the %s era', async (era) => {
    const { url, told } = await serveModern();
    const args = ['call', url, '--era', era, 'long', '{"steps":100,"ms":60000}', '--json'];
    const begun = told('long begins');
    const cancelled = told('cancelled');
    const child = start(script, args);
    const ended = outcome(child);
    await begun;
    child.kill('SIGINT');
    await cancelled;
    expect(await ended).toEqual({ code: 130, stdout: '', stderr: '' });
  });

  /** Runs the command line on a terminal; what is written to its stdin is typed there. */
  const onTerminal = (...args: string[]) => {
    const terminal = 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)';
    return begin('python3', ['-c', terminal, process.execPath, script, ...args]);
  };

  /** Types each line when the terminal asks for it. */
  function type(child: ChildProcess, lines: readonly (readonly [after: RegExp, text: string])[]) {
    let text = '';
    const left = [...lines];
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [next] = left;
      if (!next?.[0].test(text)) return;
      left.shift();
      text = '';
      child.stdin!.write(next[1]);
    });
  }

  const form = (): string[] => [
    ...['call', '--stdio', 'test_elicitation', '--arg', 'message=Who?'],
    ...fixture('everythingModern/server.mjs', '--stdio'),
  ];

  test('what the server asks is asked of whoever sits there', async () => {
    const child = onTerminal(...form());
    type(child, [
      [/username: /, 'ada\n'],
      [/email: /, 'ada@a.example\n'],
    ]);
    const { code, stdout } = await outcome(child);
    expect(code).toBe(0);
    expect(stdout).toContain('The server asks: Who?');
    expect(stdout).toContain('action=accept, content={"username":"ada","email":"ada@a.example"}');
  });

  test('who ends the input declines', async () => {
    const child = onTerminal(...form());
    type(child, [[/username: /, '\u0004']]);
    const { code, stdout } = await outcome(child);
    expect(code).toBe(0);
    expect(stdout).toContain('action=decline');
  });

  test('Ctrl-C is Ctrl-C there, too', async () => {
    const child = onTerminal(...form());
    type(child, [[/username: /, '\u0003']]);
    expect((await outcome(child)).code).toBe(130);
  });

  test('progress is shown in one line, of which nothing stays', async () => {
    const long = ['call', '--stdio', 'long', '{"steps":3,"ms":300}', ...MODERN];
    const { code, stdout } = await outcome(onTerminal(...long));
    expect(code).toBe(0);
    expect(stdout).toContain('\r\u001B[2K… 1/3 step 1');
    expect(stdout.trimEnd().endsWith('\r\u001B[2K3 steps')).toBe(true);
  });
});
