import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { LaunchFacts, PortOwner } from '../../../../src/proxy/diagnosis/facts';
import { exited, factsOf, launched, stdio } from './facts';

const OWNER: PortOwner = {
  pid: 4711,
  program: 'node',
  commandLine: 'node /home/ada/other/server.js',
  startedAt: Date.UTC(2026, 10, 20),
  relation: 'stranger',
};

function taken(owner: PortOwner | undefined, more: Partial<LaunchFacts> = {}): LaunchFacts {
  return factsOf({
    definition: launched(),
    step: 'port',
    port: {
      number: 3000,
      chosenBy: 'user',
      bindError: 'EADDRINUSE',
      freePort: 40123,
      ...(owner ? { owner } : {}),
    },
    ...more,
  });
}

function edits(facts: LaunchFacts, id: string) {
  const action = diagnose(facts).fixes.find((fix) => fix.id === id)?.action;
  return action?.kind === 'editEntry'
    ? Object.fromEntries(action.edits.map(({ path, value }) => [path.join('.'), value]))
    : undefined;
}

describe('port.in-use', () => {
  test('names who holds it', () => {
    const diagnosis = diagnose(taken(OWNER));
    expect(diagnosis).toMatchObject({
      code: 'port.in-use',
      title: 'Port 3000 is used by node (pid 4711)',
    });
    expect(diagnosis.evidence).toEqual([
      { label: 'Port', value: '3000' },
      { label: 'Process', value: 'node (pid 4711)' },
      { label: 'Command line', value: 'node /home/ada/other/server.js' },
      { label: 'Since', value: '2026-11-20T00:00:00.000Z' },
    ]);
    expect(diagnosis.fixes.map(({ id }) => id)).toEqual([
      'useFreePort',
      'stopProcess',
      'openEntry',
    ]);
    expect(diagnosis.fixes[1]?.action).toEqual({
      kind: 'stopProcess',
      pid: 4711,
      startedAt: OWNER.startedAt,
    });
  });

  test('says so when the owner is not told', () => {
    expect(diagnose(taken(undefined)).title).toBe('Port 3000 is used by another program');
  });

  test('says when it is another server of ours', () => {
    const diagnosis = diagnose(taken({ ...OWNER, relation: 'portcullis' }));
    expect(diagnosis.code).toBe('port.in-use');
    expect(diagnosis.explanation).toContain('started by Portcullis');
  });

  test('a free port is written wherever the entry names the taken one', () => {
    expect(edits(taken(OWNER), 'useFreePort')).toEqual({ port: 40123 });
    const definition = launched({
      url: 'http://127.0.0.1:3000/mcp',
      run: {
        command: 'node',
        args: ['server.js', '--listen=127.0.0.1:3000', '--limit', '13000'],
        cwd: '/home/ada',
        env: { PORT: '3000', SIZE: '30000' },
      },
    });
    expect(edits(taken(OWNER, { definition }), 'useFreePort')).toEqual({
      port: 40123,
      url: 'http://127.0.0.1:40123/mcp',
      args: ['server.js', '--listen=127.0.0.1:40123', '--limit', '13000'],
      'env.PORT': '40123',
    });
  });

  test('offers the server that runs there already', () => {
    const serverOnPort = { url: 'http://127.0.0.1:3000/mcp', transport: 'http' } as const;
    expect(edits(taken(OWNER, { serverOnPort }), 'attach')).toMatchObject({
      url: 'http://127.0.0.1:3000/mcp',
      type: 'http',
      command: undefined,
    });
  });

  test('a port of its own that the server could not open', () => {
    const facts = exited(
      stdio('node', 'server.js'),
      1,
      `
      node:events:505
            throw er; // Unhandled 'error' event
            ^

      Error: listen EADDRINUSE: address already in use 127.0.0.1:9229
          at Server.setupListenHandle [as _listen2] (node:net:2328:16) {
        code: 'EADDRINUSE',
        port: 9229
      }`,
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'port.in-use',
      title: 'Port 9229 is used by another program',
    });
  });
});

describe('port.in-use-own', () => {
  test('offers to stop the earlier run', () => {
    const diagnosis = diagnose(taken({ ...OWNER, relation: 'own' }));
    expect(diagnosis).toMatchObject({
      code: 'port.in-use-own',
      title: 'Port 3000 is held by an earlier run (pid 4711)',
    });
    expect(diagnosis.fixes[0]).toMatchObject({
      title: 'Stop it and start',
      action: { kind: 'stopProcess', pid: 4711 },
    });
  });
});

describe('port.lost-race', () => {
  test.each([
    ['Node', 'Error: listen EADDRINUSE: address already in use 127.0.0.1:3000'],
    ['Node, all interfaces', 'Error: listen EADDRINUSE: address already in use :::3000'],
    [
      'uvicorn',
      "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 3000): address already in use",
    ],
    ['Go', 'listen tcp 127.0.0.1:3000: bind: address already in use'],
  ])('%s', (_runtime, text) => {
    const facts = exited(launched(), 1, text, {
      port: { number: 3000, chosenBy: 'user', owner: OWNER, freePort: 40123 },
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'port.lost-race',
      title: 'Port 3000 is used by node (pid 4711)',
    });
  });

  test('Python names no port: it is the one of the launch', () => {
    const facts = exited(launched(), 1, 'OSError: [Errno 98] Address already in use', {
      port: { number: 3000, chosenBy: 'user' },
    });
    expect(diagnose(facts).code).toBe('port.lost-race');
  });

  test('not: another port than that of the launch', () => {
    const facts = exited(
      launched(),
      1,
      'Error: listen EADDRINUSE: address already in use 127.0.0.1:9229',
      { port: { number: 9229, chosenBy: 'user', owner: OWNER } },
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'port.in-use',
      title: 'Port 9229 is used by node (pid 4711)',
    });
  });

  test('not: a warning of a server that failed over something else', () => {
    const facts = exited(launched(), 3, 'license expired');
    expect(diagnose(facts).code).toBe('process.exited');
  });
});

describe('port.privileged', () => {
  test('found by our own check', () => {
    const facts = factsOf({
      definition: launched({ port: 80 }),
      step: 'port',
      port: { number: 80, chosenBy: 'user', bindError: 'EACCES', freePort: 40123 },
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'port.privileged',
      title: 'Port 80 may not be used',
    });
    expect(edits(facts, 'useFreePort')).toEqual({ port: 40123 });
  });

  test('found by the server', () => {
    const facts = exited(stdio(), 1, 'Error: listen EACCES: permission denied 0.0.0.0:443');
    expect(diagnose(facts)).toMatchObject({
      code: 'port.privileged',
      title: 'Port 443 may not be used',
    });
  });

  test('not: a file that may not be read', () => {
    const facts = exited(
      stdio(),
      1,
      "PermissionError: [Errno 13] Permission denied: '/etc/shadow'",
    );
    expect(diagnose(facts).code).not.toBe('port.privileged');
  });
});

describe('port.ignored', () => {
  const alive = {
    definition: launched(),
    step: 'tcp',
    process: { pid: 4711, alive: true },
    attempts: [{ address: '127.0.0.1', family: 4, port: 3000, error: 'ECONNREFUSED', ms: 1 }],
  } as const satisfies Partial<LaunchFacts>;

  test('another port among its sockets', () => {
    const facts = factsOf({
      ...alive,
      listening: [{ address: '127.0.0.1', port: 8000, pid: 4711 }],
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'port.ignored',
      title: 'Listens on 127.0.0.1:8000, not on 127.0.0.1:3000',
    });
    expect(edits(facts, 'useActual')).toEqual({ url: 'http://127.0.0.1:8000/mcp', port: 8000 });
  });

  test('the one of several sockets that it printed', () => {
    const facts = factsOf({
      ...alive,
      listening: [
        { address: '127.0.0.1', port: 9229, pid: 4711 },
        { address: '0.0.0.0', port: 8000, pid: 4711 },
      ],
      stderr: ['INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)'],
    });
    expect(edits(facts, 'useActual')).toMatchObject({ port: 8000 });
  });

  test('printed only, where the system does not tell the sockets', () => {
    const facts = factsOf({ ...alive, stderr: ['Server listening on port 8000'] });
    expect(diagnose(facts).code).toBe('port.ignored');
  });

  test('the right port on an outward address', () => {
    const facts = factsOf({
      ...alive,
      listening: [{ address: '192.168.1.5', port: 3000, pid: 4711 }],
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'port.ignored',
      title: 'Listens on 192.168.1.5:3000, not on 127.0.0.1:3000',
    });
  });

  test('not: the right port on the other family', () => {
    const facts = factsOf({
      ...alive,
      listening: [{ address: '::1', port: 3000, pid: 4711 }],
    });
    expect(diagnose(facts).code).toBe('net.refused-family');
  });

  test('not: links to pages elsewhere', () => {
    const facts = factsOf({
      ...alive,
      timedOut: true,
      stderr: ['Documentation: https://weather.example/docs'],
    });
    expect(diagnose(facts).code).toBe('net.not-listening');
  });
});
