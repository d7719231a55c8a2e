import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { warnings } from '../../../../src/proxy/diagnosis/warnings';
import { factsOf, launched, remote, stdio } from './facts';

const TIMEOUT = { kind: 'timeout', afterMs: 30_000 } as const;

function silent(more: Partial<LaunchFacts> = {}): LaunchFacts {
  return factsOf({
    definition: stdio('node', 'server.js'),
    step: 'mcp',
    timedOut: true,
    process: { pid: 4711, alive: true },
    handshake: TIMEOUT,
    ...more,
  });
}

function value(facts: LaunchFacts, label: string) {
  return diagnose(facts).evidence.find((item) => item.label === label)?.value;
}

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

describe('mcp.stdout-noise', () => {
  test('text, and never a message', () => {
    const facts = silent({ noise: ['Starting…', 'Connected to the database', 'Ready', 'more'] });
    expect(diagnose(facts).code).toBe('mcp.stdout-noise');
    expect(diagnose(facts).evidence).toEqual([
      { label: 'On stdout', value: 'Starting…' },
      { label: 'On stdout', value: 'Connected to the database' },
      { label: 'On stdout', value: 'Ready' },
    ]);
  });

  test('not: an answer that says itself what is wrong', () => {
    const facts = silent({
      noise: ['Starting…'],
      handshake: { kind: 'errorResponse', method: 'initialize', code: -32603, message: 'no key' },
    });
    expect(diagnose(facts).code).toBe('mcp.error-response');
  });

  test('a warning on a server that is ready', () => {
    const found = warnings({ definition: stdio(), noise: ['Starting…'] });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      code: 'mcp.stdout-noise',
      evidence: [{ label: 'On stdout', value: 'Starting…' }],
    });
    expect(warnings({ definition: stdio(), noise: [] })).toEqual([]);
    expect(warnings({ definition: launched(), noise: ['Starting…'] })).toEqual([]);
  });
});

describe('mcp.framing', () => {
  test('a header of the Language Server Protocol', () => {
    const facts = silent({
      noise: ['Content-Length: 123'],
      stdoutHead: bytes('Content-Length: 123\r\n\r\n{"jsonrpc":"2.0"'),
    });
    expect(diagnose(facts).code).toBe('mcp.framing');
    expect(value(facts, 'On stdout')).toBe('Content-Length: 123');
  });
});

describe('mcp.encoding', () => {
  test.each([
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('{"a":1}', 'utf16le')])],
    ['UTF-16 without', bytes('{"jsonrpc":"2.0"}', 'utf16le')],
    ['a byte-order mark', bytes('\uFEFF{"jsonrpc":"2.0"}')],
  ])('%s', (_name, stdoutHead) => {
    const facts = silent({ stdoutHead, noise: ['��{'] });
    expect(diagnose(facts).code).toBe('mcp.encoding');
    expect(value(facts, 'First bytes')).toMatch(/^[0-9a-f]{2} /);
  });

  test('not: UTF-8', () => {
    expect(diagnose(silent({ stdoutHead: bytes('Grüße') })).code).toBe('mcp.no-answer');
  });
});

describe('mcp.no-answer', () => {
  test('shows how long, and the last words', () => {
    const facts = silent({ stderr: ['connecting to the database …'] });
    expect(diagnose(facts)).toMatchObject({
      code: 'mcp.no-answer',
      title: 'No answer to the handshake after 30 s',
    });
    expect(value(facts, 'Last output')).toBe('connecting to the database …');
  });

  test('Python that is not unbuffered', () => {
    const facts = silent({ definition: stdio('python3', 'server.py') });
    expect(diagnose(facts).fixes[0]).toMatchObject({
      id: 'unbuffered',
      action: { edits: [{ path: ['env', 'PYTHONUNBUFFERED'], value: '1' }] },
    });
    const unbuffered = silent({ definition: stdio('python3', '-u', 'server.py') });
    expect(diagnose(unbuffered).fixes.map(({ id }) => id)).not.toContain('unbuffered');
  });

  test('over HTTP', () => {
    const facts = silent({ definition: remote() });
    expect(diagnose(facts).code).toBe('mcp.no-answer');
    expect(value(facts, 'URL')).toBe('http://127.0.0.1:3000/mcp');
  });
});

describe('mcp.closed-during-handshake', () => {
  test('closes its output and lives on', () => {
    const facts = silent({ timedOut: false, handshake: { kind: 'closed' } });
    expect(diagnose(facts)).toMatchObject({
      code: 'mcp.closed-during-handshake',
      title: 'Closed its output upon the handshake',
    });
  });

  test('exits upon initialize, having answered before', () => {
    const facts = silent({
      step: 'process',
      timedOut: false,
      exit: { code: 7, signal: null },
      process: { pid: 4711, alive: false },
      handshake: { kind: 'closed', method: 'initialize' },
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'mcp.closed-during-handshake',
      title: 'Exited upon the handshake (code 7)',
    });
  });
});

test('mcp.version-unsupported shows both lists', () => {
  const facts = silent({
    handshake: { kind: 'version', server: ['2099-01-01'], client: ['2025-11-25', '2025-06-18'] },
  });
  expect(diagnose(facts).code).toBe('mcp.version-unsupported');
  expect(value(facts, 'Server')).toBe('2099-01-01');
  expect(value(facts, 'Client')).toBe('2025-11-25, 2025-06-18');
});

test('mcp.version-unsupported says that the version was pinned', () => {
  const facts = silent({
    definition: { ...stdio(), era: 'legacy', protocolVersion: '2025-03-26' },
    handshake: { kind: 'version', server: ['2024-11-05'], client: ['2025-03-26'] },
  });
  expect(diagnose(facts)).toMatchObject({
    code: 'mcp.version-unsupported',
    title: 'The server does not speak 2025-03-26',
    explanation: expect.stringContaining('`era`'),
  });
});

test('mcp.invalid-message shows what is wrong', () => {
  const facts = silent({
    handshake: {
      kind: 'invalidMessage',
      problem: '"capabilities" of the result of initialize is not an object',
      raw: '{"jsonrpc":"2.0","id":1,"result":{}}',
    },
  });
  expect(diagnose(facts).code).toBe('mcp.invalid-message');
  expect(value(facts, 'Problem')).toContain('"capabilities"');
  expect(value(facts, 'Answer')).toContain('"result":{}');
});

test('mcp.error-response shows code, message and data', () => {
  const facts = silent({
    handshake: {
      kind: 'errorResponse',
      method: 'initialize',
      code: -32603,
      message: 'no API key',
      data: { hint: 'set it' },
    },
  });
  expect(diagnose(facts)).toMatchObject({
    code: 'mcp.error-response',
    title: 'initialize was refused: no API key',
  });
  expect(value(facts, 'Code')).toBe('-32603');
  expect(value(facts, 'Data')).toBe('{"hint":"set it"}');
});

test('unknown: all that is known is shown', () => {
  const facts = factsOf({
    definition: remote(),
    step: 'http',
    networkError: 'EWEIRD',
    attempts: [{ address: '127.0.0.1', family: 4, port: 3000, ms: 1 }],
  });
  expect(diagnose(facts)).toMatchObject({ code: 'unknown', title: 'Failed at the step “http”' });
  expect(value(facts, 'Error')).toBe('EWEIRD');
  expect(value(facts, 'Connections')).toBe('127.0.0.1: connected');
});
