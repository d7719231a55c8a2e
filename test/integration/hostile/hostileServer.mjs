// A server that means no good, and yet speaks MCP: `stdio`, or `http` on a port of its own of 127.0.0.1, which it names
// on stderr. Its tools, with their arguments:
//   large { bytes }     a text of so many characters         hold { of }    answers when it has so many, the last first
//   tiny { count }      as many notifications before it answers       deep { levels }   lists within lists
//   split { text }      the answer in pieces of one byte      empty
//   raw { members }     an answer with these further members, as they are written
//   flood { bytes }     so much on stderr, as fast as it goes, from a process of its own; answers at once
//   stream { events, bytes }   as many notifications of that size, no faster than they are taken
// With `events`, answers over HTTP come as an event stream. GET /sent: how much of its stream was written.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setImmediate } from 'node:timers/promises';

const NAMES = ['large', 'tiny', 'split', 'hold', 'deep', 'raw', 'flood', 'stream', 'empty'];
const held = [];
let sent = 0;

const answer = (id, result, members = '') =>
  `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${JSON.stringify(result)}${members}}`;
const textResult = (text) => ({ content: [{ type: 'text', text }] });
const notification = (data) =>
  JSON.stringify({
    jsonrpc: '2.0',
    method: 'notifications/message',
    params: { level: 'info', data },
  });

/** In the next turn, when the last of them waits as well. */
async function releaseHeld() {
  await setImmediate();
  for (const release of held.splice(0).reverse()) release();
}

/** Each gets the id, its arguments and a way out: `write(text, inBytes)` resolves when there is room again. */
const TOOLS = {
  empty: (id, _, write) => write(answer(id, { content: [] })),
  large: (id, { bytes }, write) => write(answer(id, textResult('x'.repeat(bytes)))),
  split: (id, { text }, write) => write(answer(id, textResult(text)), true),
  raw: (id, { members }, write) => write(answer(id, { content: [] }, members)),
  deep: (id, { levels }, write) => {
    const nested = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    return write(answer(id, { content: [] }).replace('[]', `[],"nested":${nested}`));
  },
  tiny: async (id, { count }, write) => {
    for (let at = 0; at < count; at += 1000) {
      const lines = Array.from({ length: Math.min(1000, count - at) }, (_, n) =>
        notification(at + n),
      );
      await write(lines);
    }
    await write(answer(id, { content: [] }));
  },
  hold: async (id, { of }, write) => {
    const turn = new Promise((resolve) => held.push(resolve));
    if (held.length === of) releaseHeld();
    await turn;
    await write(answer(id, textResult(String(id))));
  },
  flood: (id, { bytes }, write) => {
    const line = 'flood'.repeat(200);
    const flood = spawn('sh', ['-c', `yes '${line}' | head -c ${bytes} >&2`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    flood.once('exit', () => write(notification('flooded')));
    return write(answer(id, { content: [] }));
  },
  stream: async (id, { events, bytes }, write) => {
    const text = 'x'.repeat(bytes);
    for (let at = 0; at < events; at++) {
      await write(notification(`${at} ${text}`));
      sent = (at + 1) * bytes;
    }
    await write(answer(id, { content: [] }));
  },
};

async function receive({ id, method, params }, write) {
  if (id === undefined) return;
  if (method === 'initialize') {
    const { protocolVersion } = params;
    const capabilities = { tools: {}, logging: {} };
    const serverInfo = { name: 'hostile', version: '1' };
    await write(answer(id, { protocolVersion, capabilities, serverInfo }));
  } else if (method === 'tools/list') {
    const tools = NAMES.map((name) => ({ name, inputSchema: { type: 'object' } }));
    await write(answer(id, { tools }));
  } else if (method === 'tools/call') {
    await TOOLS[params.name](id, params.arguments, write);
  } else {
    const error = { code: -32601, message: 'Method not found' };
    await write(JSON.stringify({ jsonrpc: '2.0', id, error }));
  }
}

/** @param frame puts a text, or several, into the form of the transport */
function writer(stream, frame) {
  return async (text, inBytes = false) => {
    const whole = Buffer.from([text].flat().map(frame).join(''));
    // A turn between them, so that each leaves by itself.
    for (let at = 0; inBytes && at < whole.length; at++) {
      stream.write(whole.subarray(at, at + 1));
      await setImmediate();
    }
    if (!inBytes && !stream.write(whole))
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  };
}

function serveStdio() {
  const write = writer(process.stdout, (text) => `${text}\n`);
  let rest = '';
  process.stdin.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) receive(JSON.parse(line), write);
  });
}

async function handle(request, response) {
  if (request.url === '/sent') return response.end(String(sent));
  if (request.method !== 'POST') return response.writeHead(405).end();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const message = JSON.parse(Buffer.concat(chunks).toString());
  if (message.id === undefined) return response.writeHead(202).end();
  const isStream = process.argv.includes('events');
  response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
  await receive(
    message,
    writer(response, (text) => (isStream ? `data: ${text}\n\n` : text)),
  );
  return response.end();
}

async function serveHttp() {
  const http = createServer(handle).listen(0, '127.0.0.1');
  await once(http, 'listening');
  console.error(`listening ${http.address().port}`);
}

if (process.argv[2] === 'http') await serveHttp();
else serveStdio();
