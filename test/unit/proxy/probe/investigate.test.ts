import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { investigate } from '../../../../src/proxy/probe/investigate';
import { answer, exited, factsOf, launched, PORT, remote, stdio } from '../diagnosis/facts';

const servers: Server[] = [];
let folder: string;

async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

const RPC_ERROR = JSON.stringify({
  jsonrpc: '2.0',
  error: { code: -32000, message: 'Bad Request: No valid session ID provided' },
  id: null,
});

/** Streamable HTTP at /mcp (POST only), the older transport at /sse, 404 elsewhere. */
const mcpAt =
  (
    paths: { readonly http?: string; readonly sse?: string },
    asked: string[] = [],
  ): RequestListener =>
  (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim());
    if (request.url === paths.http && request.method === 'POST') {
      response.writeHead(400, { 'content-type': 'application/json' }).end(RPC_ERROR);
    } else if (request.url === paths.sse && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: endpoint\ndata: /messages?sessionId=1\n\n');
    } else {
      response.writeHead(404, { 'content-type': 'text/html' }).end('Cannot find it');
    }
  };

function notFoundAt(port: number, path: string, transport: 'http' | 'sse' = 'http'): LaunchFacts {
  const url = `http://127.0.0.1:${port}${path}`;
  return factsOf({
    definition: remote(url, transport),
    step: 'mcp',
    handshake: { kind: 'http', exchange: answer(404, { url }) },
  });
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'portcullis-investigate-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void)();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('endpoints', () => {
  test('finds the path of an endpoint that answers POST only', async () => {
    const port = await listen(createHttpServer(mcpAt({ http: '/mcp' })));
    const facts = await investigate(notFoundAt(port, '/mpc'));
    expect(facts.alternatives).toEqual([
      { url: `http://127.0.0.1:${port}/mcp`, transport: 'http' },
    ]);
    expect(facts.pathsTried).toContain(`http://127.0.0.1:${port}/sse`);
  });

  test('tells the older transport at the same URL', async () => {
    const port = await listen(createHttpServer(mcpAt({ sse: '/sse' })));
    const facts = await investigate(notFoundAt(port, '/sse'));
    expect(facts.alternatives[0]).toEqual({
      url: `http://127.0.0.1:${port}/sse`,
      transport: 'sse',
    });
  });

  test('tells Streamable HTTP where the older transport is configured', async () => {
    const port = await listen(createHttpServer(mcpAt({ http: '/mcp' })));
    const facts = await investigate(notFoundAt(port, '/mcp', 'sse'));
    expect(facts.alternatives[0]).toMatchObject({ transport: 'http' });
  });

  test('finds nothing on a web server, and says what was tried', async () => {
    const port = await listen(
      createHttpServer((_request, response) =>
        response.setHeader('content-type', 'text/html').end('<title>Hello</title>'),
      ),
    );
    const facts = await investigate(notFoundAt(port, '/mcp'));
    expect(facts.alternatives).toEqual([]);
    expect(facts.pathsTried).toHaveLength(8);
  });

  test('asks nobody when the answer is a guard', async () => {
    const asked: string[] = [];
    const port = await listen(createHttpServer(mcpAt({ http: '/mcp' }, asked)));
    const url = `http://127.0.0.1:${port}/mcp`;
    const facts = factsOf({
      definition: remote(url),
      step: 'mcp',
      handshake: { kind: 'http', exchange: answer(403, { url }) },
    });
    await investigate(facts);
    expect(asked).toEqual([]);
  });

  test('sends no initialize', async () => {
    const bodies: string[] = [];
    const port = await listen(
      createHttpServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => {
          body += chunk;
        });
        request.on('end', () => {
          bodies.push(body);
          response.writeHead(404).end();
        });
      }),
    );
    await investigate(notFoundAt(port, '/mcp'));
    expect(bodies.length).toBeGreaterThan(5);
    expect(bodies.join()).not.toContain('initialize');
  });
});

test('ends within its budget when nothing answers', async () => {
  const port = await listen(
    createServer((socket) => {
      socket.on('error', () => {});
      socket.resume();
    }),
  );
  const begun = performance.now();
  const facts = await investigate(notFoundAt(port, '/mcp'), { budgetMs: 300 });
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(facts.alternatives).toEqual([]);
});

test('finds the name that a server accepts', async () => {
  const port = await listen(
    createHttpServer((request, response) => {
      if (request.headers.host?.startsWith('localhost')) mcpAt({ http: '/mcp' })(request, response);
      else response.writeHead(421).end('Invalid Host header');
    }),
  );
  const url = `http://127.0.0.1:${port}/mcp`;
  const exchange = answer(421, { url, bodyHead: 'Invalid Host header' });
  const facts = await investigate(
    factsOf({ definition: remote(url), step: 'mcp', handshake: { kind: 'http', exchange } }),
  );
  expect(facts.alternatives).toEqual([{ url: `http://localhost:${port}/mcp`, transport: 'http' }]);
});

test('finds the other family', async () => {
  const port = await listen(createServer(), '::1');
  const facts = await investigate(
    factsOf({
      definition: remote(`http://127.0.0.1:${port}/mcp`),
      step: 'tcp',
      attempts: [{ address: '127.0.0.1', family: 4, port, error: 'ECONNREFUSED', ms: 1 }],
    }),
  );
  expect(facts.attempts[1]).toMatchObject({ address: '::1', family: 6 });
  expect(facts.attempts[1]).not.toHaveProperty('error');
});

test('finds a server on the next port, sending it neither credentials nor a POST', async () => {
  const asked: string[] = [];
  const port = await listen(createHttpServer(mcpAt({ sse: '/sse' }, asked)));
  const url = `http://127.0.0.1:${port - 1}/sse`;
  const facts = await investigate(
    factsOf({
      definition: { ...remote(url), headers: { authorization: 'secret' } } as ReturnType<
        typeof remote
      >,
      step: 'tcp',
      attempts: [{ address: '127.0.0.1', family: 4, port: port - 1, error: 'ECONNREFUSED', ms: 1 }],
    }),
  );
  expect(facts.nearby).toContainEqual({ url: `http://127.0.0.1:${port}/sse`, transport: 'sse' });
  expect(asked).toEqual(['GET /sse']);
});

test('sees that the port is held by an MCP server', async () => {
  const port = await listen(createHttpServer(mcpAt({ sse: '/mcp' })));
  const facts = await investigate(
    factsOf({
      definition: launched({ url: `http://127.0.0.1:${PORT}/mcp` }),
      step: 'port',
      port: {
        number: port,
        chosenBy: 'user',
        bindError: 'EADDRINUSE',
        owner: { pid: 1, relation: 'stranger' },
      },
    }),
  );
  expect(facts.serverOnPort).toEqual({ url: `http://127.0.0.1:${port}/mcp`, transport: 'sse' });
});

test('reads where to sign in', async () => {
  const port = await listen(
    createHttpServer((request, response) => {
      if (request.url !== '/.well-known/oauth-protected-resource/mcp') {
        response.writeHead(404).end();
        return;
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ authorization_servers: ['https://sign-in.example'] }));
    }),
  );
  const url = `http://127.0.0.1:${port}/mcp`;
  const facts = await investigate(
    factsOf({
      definition: remote(url),
      step: 'mcp',
      handshake: { kind: 'http', exchange: answer(401, { url }) },
    }),
  );
  expect(facts.oauth?.authorizationServers).toEqual(['https://sign-in.example']);
});

test.each([
  ['#!/bin/sh\n', 'script'],
  ["import http from 'node:http';\n", 'text'],
  ['\u007fELF\u0000\u0000', 'binary'],
])('sees what the file of a command is: %j', async (content, kind) => {
  const file = path.join(folder, 'server');
  writeFileSync(file, content);
  const facts = await investigate(
    exited(stdio(file), 2, '', {
      command: {
        asWritten: file,
        resolved: file,
        searchedPath: [],
        foundElsewhere: [],
        nearNames: [],
      },
    }),
  );
  expect(facts.command?.fileKind).toBe(kind);
});

test.each([
  [
    'package-lock.json',
    "Cannot find package 'x' imported from FOLDER/src/server.mjs",
    'npm install',
  ],
  ['pnpm-lock.yaml', "Cannot find package 'x' imported from FOLDER/src/server.mjs", 'pnpm install'],
  ['uv.lock', "ModuleNotFoundError: No module named 'x'", 'uv sync'],
  [
    'requirements.txt',
    "ModuleNotFoundError: No module named 'x'",
    'python3 -m pip install -r requirements.txt',
  ],
])('finds how the project installs its packages: %s', async (lock, text, command) => {
  writeFileSync(path.join(folder, lock), '');
  mkdirSync(path.join(folder, 'src'));
  const definition = stdio('python3', 'server.py');
  if (definition.kind !== 'stdio') throw new Error('stdio expected');
  const here = { ...definition, run: { ...definition.run, cwd: path.join(folder, 'src') } };
  const facts = await investigate(exited(here, 1, text.replace('FOLDER', folder)));
  expect(facts.install).toEqual({ command, cwd: folder });
});

test('finds a host with a similar name', async () => {
  const facts = await investigate(
    factsOf({
      definition: remote('http://locahost:3000/mcp'),
      step: 'tcp',
      dnsError: { code: 'ENOTFOUND', host: 'locahost' },
    }),
  );
  expect(facts.nearHosts).toContain('localhost');
});
