import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { workspaceOf } from './support/workspaces';

const SDK = path.join(root, 'node_modules/@modelcontextprotocol/sdk/dist/esm');
const TSX = path.join(root, 'node_modules/tsx/dist/cli.mjs');
const TSX_LOADER = path.join(root, 'node_modules/tsx/dist/loader.mjs');
/** What a call may take, in seconds. */
const LIMIT_S = 1;
/** What the server does not survive. */
const CRASHING_SUM = 13;
/** Lines of the server's source. */
const TOOL_LINE = 'const sum = a + b;';
const BOOT_LINE = "const greeting: string = 'at boot';";

/** A TypeScript server whose types are more than Node strips, so that its lines move without a source map. */
const source = (transport: string) => `import { McpServer } from '${SDK}/server/mcp.js';
${transport}
import { z } from '${root}/node_modules/zod/index.js';

enum Sign {
  Plus = '+',
  Minus = '-',
}

interface Sum {
  readonly a: number;
  readonly b: number;
}

function add({ a, b }: Sum): string {
  ${TOOL_LINE}
  if (sum === ${CRASHING_SUM}) setImmediate(crash);
  return \`\${a} \${Sign.Plus} \${b} = \${sum}\`;
}

function crash(): void {
  throw new Error('an unlucky sum');
}

${BOOT_LINE}
const server = new McpServer({ name: greeting, version: '1.0.0' });
server.registerTool(
  'add',
  { inputSchema: { a: z.number(), b: z.number() } },
  (sum: Sum) => ({ content: [{ type: 'text' as const, text: add(sum) }] }),
);
`;

const STDIO = `${source(`import { StdioServerTransport } from '${SDK}/server/stdio.js';`)}
await server.connect(new StdioServerTransport());
`;
const HTTP = `${source(`import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { StreamableHTTPServerTransport } from '${SDK}/server/streamableHttp.js';`)}
const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID });
await server.connect(transport);
createServer((request, response) => {
  void transport.handleRequest(request, response);
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

const command = { command: 'node', args: [TSX] };
const LINE_OF = { tool: TOOL_LINE, boot: BOOT_LINE } as const;
const SOURCES: Readonly<Record<string, string>> = { 'adder.ts': STDIO, 'web.ts': HTTP };

let vscode: VSCode;
beforeAll(async () => {
  const inspector = await freePort();
  vscode = await launchVSCode({
    workspace: {
      ...workspaceOf(
        {
          adder: { ...command, args: [TSX, 'adder.ts'] },
          bunny: { command: 'bun', args: ['adder.ts'] },
        },
        {
          web: {
            ...command,
            args: [TSX, 'web.ts'],
            type: 'http',
            url: 'http://127.0.0.1:${port}/mcp',
            port: 'auto',
          },
          attached: {
            command: 'node',
            args: [`--inspect-brk=127.0.0.1:${inspector}`, '--import', TSX_LOADER, 'adder.ts'],
            dev: { debug: { configuration: 'Attach to it' } },
          },
          launched: {
            ...command,
            args: [TSX, 'web.ts'],
            type: 'http',
            url: 'http://127.0.0.1:${port}/mcp',
            port: 'auto',
            dev: { debug: { configuration: 'Launch it' } },
          },
        },
      ),
      '.vscode/launch.json': {
        configurations: [
          { name: 'Debug the adder', type: 'portcullis', request: 'launch', server: 'adder' },
          {
            name: 'Attach to it',
            type: 'node',
            request: 'attach',
            address: '127.0.0.1',
            port: inspector,
            continueOnAttach: true,
            internalConsoleOptions: 'neverOpen',
          },
          {
            name: 'Launch it',
            type: 'node',
            request: 'launch',
            runtimeArgs: [TSX],
            program: '${workspaceFolder}/web.ts',
            env: { PORT: '${port}' },
            internalConsoleOptions: 'neverOpen',
          },
        ],
      },
      ...SOURCES,
      'package.json': { name: 'project', type: 'module' },
    },
  });
});
afterAll(async () => {
  expect(await vscode.close()).toEqual([]);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The line at which the debugger holds the program, as the editor marks it. */
const heldLine = () => vscode.page.locator('.monaco-editor .debug-top-stack-frame-line').first();
const callStack = (text: RegExp) => vscode.sidebar.getByText(text).first();
const programs = () =>
  vscode
    .processes()
    .map(({ command }) => command)
    .filter((command) => Object.keys(SOURCES).some((file) => command.includes(file)));

/** Opens a file and clicks into the margin of one of its lines; a second click takes the breakpoint away. */
async function setBreakpoint(file: string, at: keyof typeof LINE_OF, wanted = true): Promise<void> {
  await vscode.openContainer('Explorer');
  await vscode.treeItem(file).dblclick();
  await vscode.editorTab(file).waitFor();
  const lines = SOURCES[file]!.split('\n');
  const line = lines.findIndex((text) => text.includes(LINE_OF[at])) + 1;
  const number = vscode.page.locator('.line-numbers').getByText(`${line}`, { exact: true });
  const { x, y, height } = (await number.boundingBox())!;
  const set = vscode.page.locator('.glyph-margin-widgets .codicon-debug-breakpoint');
  await vscode.page.mouse.click(x - height / 2, y + height / 2);
  const tops = () => set.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  await expect
    .poll(async () => (await tops()).some((top) => Math.abs(top - y) < height / 2), {
      timeout: 30_000,
    })
    .toBe(wanted);
}

const held = () => new Inspector(vscode).state('Stopped at a breakpoint: time-outs are suspended');

async function debugServer(name: string): Promise<Inspector> {
  await vscode.runCommand('MCP: Debug Server');
  await vscode.pick(name);
  return new Inspector(vscode);
}

async function add(inspector: Inspector, a: number, b: number): Promise<void> {
  await inspector.openTool('add');
  await inspector.field('a').fill(`${a}`);
  await inspector.field('b').fill(`${b}`);
  await inspector.run();
}

const toolbar = (action: 'Continue' | 'Restart' | 'Stop') =>
  vscode.page.locator('.debug-toolbar').getByLabel(new RegExp(`^${action} `));
const showInspector = (name: string) => vscode.editorTab(`MCP: ${name}`).click();
/** The toolbar would cover tabs further to the right. */
const closeEditors = () => vscode.runCommand('View: Close All Editors');

describe.each([
  ['stdio', 'adder'],
  ['HTTP', 'web'],
])('a TypeScript server over %s', (_, name) => {
  const file = `${name}.ts`;
  afterAll(closeEditors);

  it('stops at a breakpoint of a tool, for longer than a call may take', async () => {
    await setBreakpoint(file, 'tool');
    const inspector = await debugServer(name);
    await inspector.whenReady();
    await inspector.show('Settings');
    const limit = inspector.frame.getByLabel('Time-out', { exact: true });
    await limit.fill(`${LIMIT_S}`);
    await limit.press('Enter');
    await add(inspector, 2, 3);
    await heldLine().waitFor();
    const since = performance.now();
    await callStack(/paused on breakpoint/i).waitFor();
    await vscode.screenshot(`debug-held-${name}`);

    await showInspector(name);
    await held().waitFor();
    // What is claimed is about time.
    const wait = { timeout: 60_000 };
    await expect.poll(() => performance.now() - since, wait).toBeGreaterThan(3_000 * LIMIT_S);
    await vscode.screenshot(`debug-held-panel-${name}`);
    await toolbar('Continue').click();
    await inspector.result.getByText('2 + 3 = 5').waitFor();
    await inspector.whenReady();
  });

  it('is restarted by the toolbar, and stops at a breakpoint while it boots', async () => {
    const inspector = new Inspector(vscode);
    await setBreakpoint(file, 'boot');
    await showInspector(name);
    await toolbar('Restart').click();
    await heldLine().waitFor();
    await showInspector(name);
    await held().waitFor();
    await vscode.screenshot(`debug-boot-${name}`);
    await toolbar('Continue').click();
    await inspector.whenReady();
    expect(await inspector.frame.getByText(/debugger/i).all()).toEqual([]);
  });

  it('is stopped by the toolbar while it is held, and leaves nothing', async () => {
    const inspector = new Inspector(vscode);
    await add(inspector, 20, 22);
    await heldLine().waitFor();
    await toolbar('Stop').click();
    await showInspector(name);
    await inspector.state('Stopped').waitFor();
    expect(programs()).toEqual([]);
    await toolbar('Stop').waitFor({ state: 'hidden' });
    for (const at of ['tool', 'boot'] as const) await setBreakpoint(file, at, false);
  });
});

it('is started by F5 with a launch.json, and ends when the server is stopped in the tree', async () => {
  const inspector = new Inspector(vscode);
  await vscode.openContainer('MCP Servers');
  await vscode.page.keyboard.press('F5');
  await inspector.frame.getByRole('heading', { name: 'adder', exact: true }).first().waitFor();
  await inspector.whenReady();
  await toolbar('Stop').waitFor();
  await vscode.clickTreeAction('adder', 'Stop Server');
  await inspector.state('Stopped').waitFor();
  await toolbar('Stop').waitFor({ state: 'hidden' });
  expect(programs()).toEqual([]);
  await closeEditors();
});

it.each([
  ['stdio', 'adder'],
  ['HTTP', 'web'],
])(
  'tells the crash of a server over %s that is debugged, and ends the debug session',
  async (_, name) => {
    const inspector = await debugServer(name);
    await inspector.whenReady();
    await add(inspector, 6, 7);
    await inspector.state('Failed').waitFor();
    await toolbar('Stop').waitFor({ state: 'hidden' });
    await inspector.show('Overview');
    await inspector.frame
      .getByText(/an unlucky sum/)
      .first()
      .waitFor();
    await vscode.screenshot(`debug-crashed-${name}`);
    expect(programs()).toEqual([]);
  },
);

it.each([
  ['attaches to a server', 'attached', 'adder.ts'],
  ['starts a server over HTTP', 'launched', 'web.ts'],
])("a launch configuration of the person's %s", async (_, name, file) => {
  await setBreakpoint(file, 'tool');
  const inspector = await debugServer(name);
  await inspector.whenReady();
  await add(inspector, 4, 5);
  await heldLine().waitFor();
  await showInspector(name);
  await held().waitFor();
  await vscode.screenshot(`debug-configuration-${name}`);
  await toolbar('Continue').click();
  await inspector.result.getByText('4 + 5 = 9').waitFor();
  await toolbar('Stop').click();
  await inspector.state('Stopped').waitFor();
  await toolbar('Stop').waitFor({ state: 'hidden' });
  expect(programs()).toEqual([]);
  await setBreakpoint(file, 'tool', false);
  await closeEditors();
});

it('says of a server that it cannot debug what would help', async () => {
  await debugServer('bunny');
  await vscode.notification(/VS Code cannot debug Bun by itself/).waitFor();
});
