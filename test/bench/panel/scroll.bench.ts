import { loadavg } from 'node:os';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../../src/shared/model/session';
import { buildWebview } from '../../component/harness/buildWebview';
import { everythingHost } from '../../component/harness/everything';
import { launchBrowser, openPanel } from '../../component/harness/panelPage';
import { median } from '../statistics';
import { writeRows } from './rows';

const TOOLS = 10_000;
const STEPS = 200;
const AIM_MS = 50;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Both in µs. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

let browser: Browser;
let built: Awaited<ReturnType<typeof buildWebview>>;
beforeAll(async () => {
  [browser, built] = await Promise.all([launchBrowser(), buildWebview()]);
});
afterAll(async () => {
  await browser.close();
  await built.dispose();
});

test('scrolling a list of ten thousand tools', async () => {
  const host = everythingHost();
  host.catalog = { ...host.catalog, tools: manyTools() };
  const panel = await openPanel(browser, built.folder, host);
  const load = loadavg()[0] ?? 0;
  await panel.page.getByRole('tab', { name: 'Tools' }).click();
  const list = panel.page.getByRole('listbox', { name: 'Tools' });
  await list.hover();
  await browser.startTracing(panel.page, {
    categories: ['toplevel', 'devtools.timeline', '__metadata'],
  });
  const gaps = await panel.page.evaluate(scroll, STEPS);
  const trace = await browser.stopTracing();
  expect(await list.evaluate((element) => element.scrollTop)).toBeGreaterThan(10_000);
  const tasks = mainThreadTasks(JSON.parse(trace.toString()).traceEvents);
  await panel.close();
  const row = (what: string, values: readonly number[]) => ({
    what,
    median: median(values),
    longest: Math.max(...values),
    aim: AIM_MS,
  });
  await writeRows('scroll', {
    load,
    rows: [
      row('from frame to frame', gaps),
      row(
        'a task',
        tasks.map(({ dur = 0 }) => dur / 1000),
      ),
      row(
        'a task, processor time',
        tasks.map(({ tdur = 0 }) => tdur / 1000),
      ),
    ],
  });
});

function manyTools(): Catalog['tools'] {
  return Array.from({ length: TOOLS }, (_, index) => ({
    name: `tool_${index}`,
    title: `Tool number ${index}`,
    description: `Does the ${index}th of ten thousand things, and says so in a line that is long enough.`,
    inputSchema: { type: 'object', properties: { what: { type: 'string' } } },
    annotations: { readOnlyHint: index % 3 === 0 },
  })) as unknown as Catalog['tools'];
}

/** Scrolls by about a page with each frame. @returns the time between frames in ms */
async function scroll(steps: number): Promise<number[]> {
  const list = document.querySelector('[role=listbox]') as HTMLElement;
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const gaps: number[] = [];
  let before = await frame();
  for (let step = 0; step < steps; step++) {
    list.scrollTop += 400;
    const now = await frame();
    gaps.push(now - before);
    before = now;
  }
  return gaps;
}

function mainThreadTasks(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return events.filter(
    ({ name, ph, pid, tid }) => /RunTask$/.test(name) && ph === 'X' && mains.has(`${pid} ${tid}`),
  );
}
