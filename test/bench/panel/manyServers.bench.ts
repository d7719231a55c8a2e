import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/support/paths.mjs';
import { launchVSCode, type VSCode } from '../../e2e/support/launchVSCode';
import { fixture } from '../../e2e/support/workspaces';
import { median } from '../statistics';
import { type PanelRow, writeRows } from './rows';

const SERVERS = 500;
const ROUNDS = 7;
/** Above an extension that shows one item. */
const AIM_MS = 300;
const EMPTY = path.join(root, 'test/fixtures/extensions/oneItem');
/** The only one that is started. */
const FIRST = 'server 0';

test('a window with five hundred servers', async () => {
  const many = { '.vscode/mcp.json': configuration(SERVERS) };
  const few = { '.vscode/mcp.json': configuration(1) };
  const load = loadavg()[0] ?? 0;
  const windows = await Promise.all([
    launchVSCode({ workspace: many }),
    launchVSCode({ workspace: many, extension: EMPTY }),
    launchVSCode({ workspace: few }),
  ]);
  const [ours, empty, small] = windows;
  try {
    await ours.openContainer('MCP Servers');
    await empty.openContainer('One Item');
    await small.openContainer('MCP Servers');
    const trees = await inPairs(
      () => firstTree(ours),
      () => firstTree(empty),
    );
    const starts = await inPairs(
      () => startFirst(ours),
      () => startFirst(small),
    );
    const changes: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) changes.push(await addOne(ours, SERVERS + round));
    await writeRows('manyServers', {
      load,
      rows: [
        row('extensions can run → first tree: one item of an empty extension', trees.second),
        row(`extensions can run → first tree: ${SERVERS} servers`, trees.first),
        row('the difference', trees.above, AIM_MS),
        row('started in the tree → ready in the status bar: the only server', starts.second),
        row(`started in the tree → ready in the status bar: one of ${SERVERS}`, starts.first),
        row('the difference', starts.above),
        row('one more in the file → in the tree', changes),
      ],
    });
  } finally {
    for (const window of windows) expect(await window.close()).toEqual([]);
  }
});

interface Pairs {
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** How much more the first took, each time. */
  readonly above: readonly number[];
}

/** In turns. The first time is not counted: VS Code keeps what it compiles. */
async function inPairs(one: () => Promise<number>, other: () => Promise<number>): Promise<Pairs> {
  const first: number[] = [];
  const second: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    first.push(await one());
    second.push(await other());
  }
  const counted = { first: first.slice(1), second: second.slice(1) };
  return { ...counted, above: counted.first.map((ms, index) => ms - counted.second[index]!) };
}

function row(what: string, values: readonly number[], aim?: number): PanelRow {
  return {
    what,
    median: median(values),
    longest: Math.max(...values),
    ...(aim !== undefined && { aim }),
  };
}

function configuration(count: number): { servers: Record<string, object> } {
  const servers = Array.from({ length: count }, (_, index) => [
    `server ${index}`,
    { command: 'node', args: [fixture('everythingModern/server.mjs'), '--stdio', `${index}`] },
  ]);
  return { servers: Object.fromEntries(servers) };
}

/** Loads the window anew. @returns from when VS Code knows its extensions to the first tree, in ms */
async function firstTree(vscode: VSCode): Promise<number> {
  // Until the new page is there, the old one still has its items.
  const reloading = vscode.page.waitForEvent('framenavigated', (frame) => !frame.parentFrame());
  // Not by the address: only so VS Code keeps which view was open.
  await vscode.runCommand('Developer: Reload Window');
  await reloading;
  const tree = await shownAt(vscode.sidebar.getByRole('treeitem').filter({ hasText: FIRST }));
  await vscode.whenReady();
  return vscode.page.evaluate(
    (at) => at - performance.getEntriesByName('code/didLoadExtensions')[0]!.startTime,
    tree,
  );
}

async function shownAt(item: Locator): Promise<number> {
  await item.first().waitFor();
  return item.page().evaluate(() => performance.now());
}

/** @returns from the click to the word in the status bar, in ms */
async function startFirst(vscode: VSCode): Promise<number> {
  const begun = performance.now();
  await vscode.clickTreeAction(FIRST, 'Start Server');
  await vscode.statusBarItem(`${FIRST}: Ready`).waitFor();
  const ms = performance.now() - begun;
  await vscode.clickTreeAction(FIRST, 'Stop Server');
  await vscode.statusBarItem(FIRST).waitFor({ state: 'detached' });
  return ms;
}

/** Writes the file with one server more. @returns how long until the tree shows it, in ms */
async function addOne(vscode: VSCode, count: number): Promise<number> {
  const name = `a server more ${count}`;
  const { servers } = configuration(SERVERS);
  const content = JSON.stringify({ servers: { [name]: { command: 'node' }, ...servers } });
  const file = path.join(vscode.workspaceDir, '.vscode/mcp.json');
  const begun = performance.now();
  await writeFile(file, content);
  await vscode.treeItem(name).waitFor();
  return performance.now() - begun;
}
