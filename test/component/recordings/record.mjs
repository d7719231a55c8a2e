// Records what @modelcontextprotocol/server-everything says over stdio, for the tests of the
// Inspector's view: `node test/component/recordings/record.mjs` writes everything.json, and
// `npm run format` brings it into shape.

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const server = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');
const child = spawn(process.execPath, [server, 'stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
const started = performance.now();
/** @type {{ ms: number, from: 'client' | 'server' | 'stderr', raw: string }[]} */
const frames = [];
/** @type {Map<number, (message: any) => void>} */
const waiting = new Map();
let nextId = 0;

const note = (from, raw) =>
  frames.push({ ms: Math.round((performance.now() - started) * 1000) / 1000, from, raw });
const send = (message) => {
  const raw = JSON.stringify(message);
  note('client', raw);
  child.stdin.write(`${raw}\n`);
};
const request = (method, params) => {
  const id = nextId++;
  const answer = new Promise((resolve) => waiting.set(id, resolve));
  send({ jsonrpc: '2.0', id, method, params });
  return answer;
};

createInterface({ input: child.stderr }).on('line', (line) => note('stderr', line));
createInterface({ input: child.stdout }).on('line', (line) => {
  note('server', line);
  const message = JSON.parse(line);
  if (message.method === undefined) return waiting.get(message.id)?.(message);
  if (message.id === undefined) return;
  const result = message.method === 'roots/list' ? { roots: [] } : {};
  send({ jsonrpc: '2.0', id: message.id, result });
});

const initialize = await request('initialize', {
  protocolVersion: '2025-11-25',
  capabilities: { roots: { listChanged: true }, sampling: {}, elicitation: {} },
  clientInfo: { name: 'recorder', version: '1.0.0' },
});
send({ jsonrpc: '2.0', method: 'notifications/initialized' });
const tools = await request('tools/list', {});
const resources = await request('resources/list', {});
const templates = await request('resources/templates/list', {});
const prompts = await request('prompts/list', {});

const call = (name, args, extra = {}) => request('tools/call', { name, arguments: args, ...extra });
const results = {
  echo: await call('echo', { message: 'Hello' }),
  invalid: await call('echo', {}),
  unknownTool: await call('no-such-tool', {}),
  sum: await call('get-sum', { a: 2, b: 40 }),
  image: await call('get-tiny-image', {}),
  structured: await call('get-structured-content', { location: 'New York' }),
  annotated: await call('get-annotated-message', { messageType: 'error', includeImage: true }),
  links: await call('get-resource-links', { count: 3 }),
  reference: await call('get-resource-reference', { resourceType: 'Text', resourceId: 1 }),
  progress: await call(
    'trigger-long-running-operation',
    { duration: 0.4, steps: 4 },
    { _meta: { progressToken: 7 } },
  ),
};
const read = await request('resources/read', { uri: resources.result.resources[0].uri });
const prompt = prompts.result.prompts.find((one) => one.arguments?.length > 0);
const args = Object.fromEntries(prompt.arguments.map(({ name }) => [name, 'Paris']));
const got = await request('prompts/get', { name: prompt.name, arguments: args });
const unknownMethod = await request('no/such-method', {});

child.stdin.end();
child.kill();
await writeFile(
  path.join(import.meta.dirname, 'everything.json'),
  `${JSON.stringify(
    {
      initialize: initialize.result,
      tools: tools.result.tools,
      resources: resources.result.resources,
      resourceTemplates: templates.result.resourceTemplates,
      prompts: prompts.result.prompts,
      results,
      read,
      prompt: { name: prompt.name, arguments: args, ...got },
      unknownMethod,
      frames,
    },
    null,
    1,
  )}\n`,
);
