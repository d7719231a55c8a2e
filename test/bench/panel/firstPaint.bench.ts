import { loadavg } from 'node:os';
import { expect, test } from 'vitest';
import { Inspector } from '../../e2e/support/inspector';
import { launchVSCode, type VSCode } from '../../e2e/support/launchVSCode';
import { fixture, workspaceOf } from '../../e2e/support/workspaces';
import { median } from '../statistics';
import { writeRows } from './rows';

const ROUNDS = 9;
const SERVER = 'first paint';
const AIM_MS = 150;

/** Moments of one opening, in ms since the epoch. */
interface Opening {
  /** The person chose the server. */
  readonly chosen: number;
  /** VS Code made a frame for the panel. */
  readonly created: number;
  /** VS Code had what the extension wrote, and then its service worker, for which it waits. */
  readonly given: number;
  readonly served: number;
  /** The page within it began. */
  readonly page: number;
  readonly painted: number;
  /** The script has drawn: the font of the icons is asked for. */
  readonly stands: number;
}

test('first paint of the panel', async () => {
  const vscode = await launchVSCode({
    workspace: workspaceOf({
      [SERVER]: { command: 'node', args: [fixture('everythingModern/server.mjs'), '--stdio'] },
    }),
  });
  try {
    await vscode.page.evaluate(watchPanels);
    // The first one starts VS Code's service worker, and whatever else it starts once.
    await openOnce(vscode);
    const load = loadavg()[0] ?? 0;
    const openings: Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) openings.push(await openOnce(vscode));
    const row = (what: string, value: (one: Opening) => number) => {
      const values = openings.map(value);
      return { what, median: median(values), longest: Math.max(...values) };
    };
    await writeRows('firstPaint', {
      load,
      rows: [
        row('panel made → its page begins (VS Code)', (one) => one.page - one.created),
        row('of that, VS Code waits for its service worker', (one) => one.served - one.given),
        {
          ...row('panel made → first contentful paint', (one) => one.painted - one.created),
          aim: AIM_MS,
        },
        row('panel made → screens drawn by the script', (one) => one.stands - one.created),
        row('server chosen → first contentful paint', (one) => one.painted - one.chosen),
      ],
    });
  } finally {
    expect(await vscode.close()).toEqual([]);
  }
});

async function openOnce(vscode: VSCode): Promise<Opening> {
  const inspector = await Inspector.open(vscode, SERVER);
  const tab = inspector.frame.getByRole('tab').first();
  await tab.waitFor();
  const panel = await vscode.page.evaluate(
    () =>
      (globalThis as unknown as { panelMoments: Pick<Opening, 'chosen' | 'created'> }).panelMoments,
  );
  const page = await tab.evaluate(async () => {
    const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
    while (!paint()) await new Promise((resolve) => requestAnimationFrame(resolve));
    const { timeOrigin } = performance;
    const font = () =>
      performance.getEntriesByType('resource').find(({ name }) => name.includes('codicon.ttf'));
    while (!font()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return {
      page: timeOrigin,
      painted: timeOrigin + (paint()?.startTime ?? Number.NaN),
      stands: timeOrigin + (font()?.startTime ?? Number.NaN),
    };
  });
  const around = await vscode.page.locator('iframe.webview.ready').elementHandle();
  const frame = await around?.contentFrame();
  if (!frame) throw new Error('The panel has no frame');
  const waited = await frame.evaluate(() => {
    const at = (name: string) => {
      const [mark] = performance.getEntriesByName(`webview/index.html/content/${name}`);
      return performance.timeOrigin + (mark?.startTime ?? Number.NaN);
    };
    return { given: at('started'), served: at('workerReady') };
  });
  await vscode.editorTab(SERVER).click({ button: 'middle' });
  await vscode.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
  const opening = { ...panel, ...waited, ...page };
  for (const moment of Object.values(opening)) expect(moment).toBeGreaterThan(0);
  return opening;
}

/** Notes in the window when a person clicked last, and when VS Code made a frame for a panel. */
function watchPanels(): void {
  const now = () => performance.timeOrigin + performance.now();
  const moments = { chosen: 0, created: 0 };
  Object.assign(globalThis, { panelMoments: moments });
  addEventListener(
    'click',
    () => {
      moments.chosen = now();
    },
    true,
  );
  const isFrame = (node: Node) =>
    node instanceof HTMLElement &&
    (node.matches('iframe.webview') || node.querySelector('iframe.webview') !== null);
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some(isFrame))) moments.created = now();
  }).observe(document.body, { childList: true, subtree: true });
}
