import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/support/paths.mjs';
import { Inspector } from './support/inspector';
import { launchVSCode, type VSCode } from './support/launchVSCode';
import { workspaceOf } from './support/workspaces';

const SDK = path.join(root, 'node_modules/@modelcontextprotocol/sdk/dist/esm');
const TSX = path.join(root, 'node_modules/tsx/dist/cli.mjs');
/** What a call may take, in seconds. */
const LIMIT_S = 1;
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
  return \`\${a} \${Sign.Plus} \${b} = \${sum}\`;
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
const command = { command: 'node', args: [TSX] };
const LINE_OF = { tool: TOOL_LINE, boot: BOOT_LINE } as const;
const SOURCES: Readonly<Record<string, string>> = { 'adder.ts': STDIO };

let vscode: VSCode;
beforeAll(async () => {
  vscode = await launchVSCode({
    workspace: {
      ...workspaceOf({
        adder: { ...command, args: [TSX, 'adder.ts'] },
      }),
      ...SOURCES,
      'package.json': { name: 'project', type: 'module' },
    },
  });
});
afterAll(async () => {
  expect(await vscode.close()).toEqual([]);
});

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

describe.each([['stdio', 'adder']])('a TypeScript server over %s', (_, name) => {
  const file = `${name}.ts`;

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
