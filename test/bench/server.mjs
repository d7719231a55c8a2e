// The server that is measured with: as little as there can be, so that the clients make the difference. `stdio`, or
// `http` on PORT of 127.0.0.1. BOOT_MS delays it. It writes to READY_AT, a file, when it could first answer (epoch
// ms). LOUD: says on stderr that it listens. Tools: `empty`, and `large`, whose text has `bytes` characters.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const { PORT, BOOT_MS = '0', READY_AT, LOUD } = process.env;
const kind = process.argv[2];
const texts = new Map();

function textOf(bytes) {
  if (!texts.has(bytes)) texts.set(bytes, 'x'.repeat(bytes));
  return texts.get(bytes);
}

const METHODS = {
  initialize: () => ({
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'bench', version: '1.0.0' },
  }),
  'tools/list': () => ({
    tools: ['empty', 'large'].map((name) => ({ name, inputSchema: { type: 'object' } })),
  }),
  'tools/call': ({ name, arguments: given }) => ({
    content: name === 'large' ? [{ type: 'text', text: textOf(given.bytes) }] : [],
  }),
};

function answer({ id, method, params }) {
  if (id === undefined) return undefined;
  const result = METHODS[method]?.(params);
  const error = { code: -32601, message: `Method not found: ${method}` };
  return JSON.stringify({ jsonrpc: '2.0', id, ...(result ? { result } : { error }) });
}

function canAnswer() {
  if (READY_AT) writeFileSync(READY_AT, String(performance.timeOrigin + performance.now()));
  if (LOUD) console.error(`Listening on http://127.0.0.1:${PORT}/mcp`);
}

function serveStdio() {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const text = answer(JSON.parse(line));
    if (text !== undefined) process.stdout.write(`${text}\n`);
  });
  canAnswer();
}

function serveHttp() {
  const http = createServer(async (request, response) => {
    if (request.method !== 'POST') return response.writeHead(405).end();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = answer(JSON.parse(Buffer.concat(chunks).toString()));
    if (text === undefined) return response.writeHead(202).end();
    return response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
  http.listen(Number(PORT), '127.0.0.1', canAnswer);
}

setTimeout(kind === 'http' ? serveHttp : serveStdio, Number(BOOT_MS));
