// The server that is measured with: as little as there can be, so that the clients make the difference. `stdio`, or
// `http` on PORT of 127.0.0.1. BOOT_MS delays it. It writes to READY_AT, a file, when it could first answer (epoch
// ms). LOUD: says on stderr that it listens. EVENTS: answers over HTTP in event streams, as the SDK's servers do.
// Tools: `empty`, and `large`, whose text has `bytes` characters.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const { PORT, BOOT_MS = '0', READY_AT, LOUD, EVENTS } = process.env;
const kind = process.argv[2];
const NEWLINE = Buffer.from('\n');
const DATA = Buffer.from('data: ');
const EVENT_END = Buffer.from('\n\n');
const SMALL = 64 * 1024;
/** The results of `large`, written once: what it takes to write them is not the clients' doing. */
const large = new Map();

function largeResult(bytes) {
  const known = large.get(bytes);
  if (known) return known;
  const text = JSON.stringify({ content: [{ type: 'text', text: 'x'.repeat(bytes) }] });
  large.set(bytes, Buffer.from(text));
  return large.get(bytes);
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
  'tools/call': () => ({ content: [] }),
};

/** The parts of the answer's text, one after the other; none to a notification. */
function answer({ id, method, params }) {
  if (id === undefined) return [];
  if (params?.name === 'large') {
    const head = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`;
    return [Buffer.from(head), largeResult(params.arguments.bytes), Buffer.from('}')];
  }
  const result = METHODS[method]?.(params);
  const error = { code: -32601, message: `Method not found: ${method}` };
  const text = JSON.stringify({ jsonrpc: '2.0', id, ...(result ? { result } : { error }) });
  return [Buffer.from(text)];
}

function canAnswer() {
  if (READY_AT) writeFileSync(READY_AT, String(performance.timeOrigin + performance.now()));
  if (LOUD) console.error(`Listening on http://127.0.0.1:${PORT}/mcp`);
}

function serveStdio() {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const parts = answer(JSON.parse(line));
    if (parts.length === 0) return;
    if (parts.length === 1) process.stdout.write(Buffer.concat([...parts, NEWLINE]));
    else for (const part of [...parts, NEWLINE]) process.stdout.write(part);
  });
  canAnswer();
}

function serveHttp() {
  const http = createServer(async (request, response) => {
    if (request.method !== 'POST') return response.writeHead(405).end();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const parts = answer(JSON.parse(Buffer.concat(chunks).toString()));
    if (parts.length === 0) return response.writeHead(202).end();
    if (EVENTS) parts.unshift(DATA);
    if (EVENTS) parts.push(EVENT_END);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (EVENTS) response.writeHead(200, { 'content-type': 'text/event-stream' });
    else response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
    if (length < SMALL) return response.end(Buffer.concat(parts));
    for (const part of parts) response.write(part);
    return response.end();
  });
  http.listen(Number(PORT), '127.0.0.1', canAnswer);
}

setTimeout(kind === 'http' ? serveHttp : serveStdio, Number(BOOT_MS));
