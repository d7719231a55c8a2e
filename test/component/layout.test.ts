import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { diffCatalogs } from '../../src/shared/catalog/diffCatalogs';
import { catalog, everythingHost } from './harness/everything';
import type { FakeHost } from './harness/fakeHost';
import type { Panel, ThemeName } from './harness/panelPage';
import { address, form, roots, sampling, task } from './harness/serverRequests';
import { button, item, openTool, show, usePanel } from './harness/usePanel';

const open = usePanel();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [320, 400, 700, 1600] as const;
const THEMES: readonly ThemeName[] = ['dark', 'light', 'hcDark', 'hcLight'];

/** All that a theme can change; the others hold in all of them. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const WAV = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQIAAAAAAA==';

/** Every screen with something selected on it. */
const screens: Record<string, (panel: Panel, host: FakeHost) => Promise<void>> = {
  overview: async (panel) => {
    await panel.page.getByRole('heading', { name: 'Capabilities' }).waitFor();
  },
  'a server that is not running': async (panel, host) => {
    const { session: _session, ...server } = host.server;
    host.server = server;
    host.setServer({ state: { status: 'stopped' } });
    await panel.page.getByText('Stopped').first().waitFor();
    for (const screen of ['Overview', 'Tools', 'Resources', 'Prompts', 'Changes'] as const) {
      await show(panel, screen);
      expect(await panel.page.evaluate(overflowing), screen).toEqual([]);
    }
    await openTool(panel, 'Get Annotated');
    await panel.page.getByText('The server is not ready').waitFor();
  },
  tools: async (panel) => {
    await openTool(panel, 'Get Annotated');
    await button(panel, 'Run').click();
    await button(panel, 'Run anyway').click();
    await panel.page.getByText('Operation failed').waitFor();
  },
  'tools, grouped, with JSON and every kind of result': async (panel, host) => {
    const uri = 'file:///home/ada/a-rather-long-name-of-a-file-that-somebody-has-given.txt';
    const png = { type: 'image', data: PNG, mimeType: 'image/png' };
    const content = [
      { type: 'text', text: 'name,n,place\n"a, b",1,Turin\nc,2,Oslo\n' },
      png,
      { type: 'audio', data: WAV, mimeType: 'audio/wav' },
      { type: 'resource', resource: { uri, blob: 'AAAA', mimeType: 'application/pdf' } },
      { type: 'resource_link', uri, name: 'notes', description: 'What was noted', size: 2048 },
    ];
    host.answer = () => ({
      status: 'succeeded',
      result: { content, structuredContent: { temperature: 'warm' } },
    });
    await show(panel, 'Tools');
    await button(panel, 'Group by annotations').click();
    await openTool(panel, 'Get Structured');
    await button(panel, 'JSON').click();
    await panel.page.getByLabel('Arguments as JSON').fill('{ "location": "Chicago" }');
    await button(panel, 'Run').click();
    await panel.page.getByText('It does not fit').waitFor();
    await button(panel, 'Table').click();
    await button(panel, 'Zoom in').click();
    await button(panel, 'Add _meta').click();
    await button(panel, 'Save this call').click();
    await panel.page.getByLabel('Name of the call').fill('A call with a name that is not short');
    await panel.page.keyboard.press('Enter');
    await button(panel, 'Save this call').click();
    await panel.page.getByLabel('Arguments as JSON').fill('{ "location": "Nowhere", ');
    await panel.page.keyboard.type('"');
  },
  resources: async (panel) => {
    await show(panel, 'Resources');
    await item(panel, 'architecture.md').click();
    await button(panel, 'Read').click();
    await panel.page.getByText('Succeeded').waitFor();
  },
  'resources, as a tree and subscribed to': async (panel) => {
    await show(panel, 'Resources');
    await button(panel, 'As a tree').click();
    await panel.page.getByRole('treeitem', { name: /^architecture\.md/ }).click();
    await button(panel, 'Subscribe').click();
    await panel.page.getByText('Subscribed, no change yet').waitFor();
    const back = button(panel, 'All resources');
    if (await back.isVisible()) await back.click();
    await panel.page.getByRole('tree', { name: 'Resources' }).waitFor();
  },
  'resources, with suggestions': async (panel) => {
    await show(panel, 'Resources');
    await item(panel, 'Dynamic Text Resource').click();
    const field = panel.page.getByRole('combobox', { name: /^resourceId/ });
    await field.fill('0');
    await button(panel, 'Give resourceId several values').click();
    await panel.page.getByRole('group', { name: 'How resourceId is given' }).waitFor();
    await panel.page.getByRole('combobox').fill('');
    await panel.page.getByRole('option', { name: '3', exact: true }).waitFor();
    await panel.page.getByRole('combobox').press('ArrowDown');
  },
  prompts: async (panel) => {
    await show(panel, 'Prompts');
    await item(panel, 'args-prompt').click();
    await panel.page.getByLabel(/^city/).fill('Paris');
    await button(panel, 'Get prompt').click();
    await panel.page.getByText('Succeeded').waitFor();
  },
  requests: async (panel, host) => {
    host.models = [{ id: 'm', name: 'Model', vendor: 'vendor', family: 'm', maxInputTokens: 1 }];
    for (const one of [sampling({ deadline: Date.now() + 1e9 }), form(), address(), roots()])
      host.setRequest({ ...one, taskId: 'task-1' });
    await show(panel, 'Requests');
    await panel.page.getByText('Let a model answer').waitFor();
    await button(panel, 'Accept').click();
    await panel.page.getByText('The answer does not fit').waitFor();
  },
  roots: async (panel) => {
    await show(panel, 'Requests');
    await item(panel, 'Roots').click();
    await panel.page.getByLabel('URI of root 1').waitFor();
  },
  tasks: async (panel, host) => {
    host.setTask(task('task-1', { progress: { progress: 3, total: 7, message: 'Computing' } }));
    const result = { content: [{ type: 'text', text: 'work took 2 s' }] };
    host.setTask(task('task-2', { status: 'completed', isFollowed: false, result }));
    await show(panel, 'Tasks');
    await item(panel, 'task-1').click();
    await panel.page.getByText('3 of 7').waitFor();
  },
  logs: async (panel, host) => {
    host.addLog([
      { seq: 0, time: Date.now(), source: 'server', level: 'error', data: { code: 7 } },
      { seq: 1, time: Date.now(), source: 'session', level: 'info', data: 'Opened' },
    ]);
    await show(panel, 'Logs');
    await item(panel, 'code').click();
    await panel.page.getByRole('heading', { name: 'Log message of the server' }).waitFor();
  },
  messages: async (panel) => {
    await show(panel, 'Messages');
    await panel.page.getByRole('row').filter({ hasText: 'Method not found' }).click();
    await panel.page.getByRole('region', { name: 'Error' }).waitFor();
  },
  settings: async (panel, host) => {
    host.sessionSettings = {
      ...host.sessionSettings,
      headers: ['Authorization'],
      configured: { ...host.sessionSettings.configured, takesHeaders: true },
      needsRestart: true,
    };
    host.answer = () => ({ status: 'succeeded', result: { tools: [], nextCursor: 'c2' } });
    await show(panel, 'Settings');
    await button(panel, 'First page').click();
    await panel.page.getByText('Page 1, 0 items').waitFor();
  },
  changes: async (panel, host) => {
    const since = { id: 'run-1', kind: 'start', takenAt: 0 } as const;
    const tools = catalog.tools.filter(({ name }) => name !== 'echo');
    host.snapshots = [since];
    host.changesSince = () => ({ since, changes: diffCatalogs({ ...catalog, tools }, catalog) });
    await show(panel, 'Changes');
    await item(panel, 'echo').click();
    await button(panel, 'Show it').waitFor();
  },
  palette: async (panel) => {
    await show(panel, 'Tools');
    await panel.page.keyboard.press('Control+Shift+Space');
    await panel.page.getByRole('combobox', { name: 'Commands' }).fill('a');
  },
  shortcuts: async (panel) => {
    await panel.page.getByRole('tab').first().press('?');
    await panel.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  },
  'messages, filtered and edited': async (panel) => {
    await show(panel, 'Messages');
    await button(panel, 'More filters').click();
    await panel.page.getByLabel('Method').selectOption('tools/call');
    await panel.page.getByRole('row').filter({ hasText: 'get-sum' }).first().click();
    await button(panel, 'Pin the message').click();
    await button(panel, 'Edit and send').click();
    await panel.page.getByLabel('Method and params as JSON').fill('{');
    await panel.page.getByText(/^Expected property name/).waitFor();
  },
};

describe.each(Object.entries(screens))('%s', (_name, go) => {
  it('fits panels of every width, and axe objects to nothing in any theme', async () => {
    const host = everythingHost();
    const panel = await open(host, { width: WIDTHS[0] });
    await go(panel, host);
    for (const width of WIDTHS) {
      await panel.page.setViewportSize({ width, height: 760 });
      expect(await panel.page.evaluate(overflowing), `at ${width} px`).toEqual([]);
    }
    expect(panel.complaints.splice(0)).toEqual([]);
    for (const theme of THEMES) {
      await panel.setTheme(theme);
      const rules = theme === THEMES[0] ? undefined : COLOR_RULES;
      expect(await violations(panel, rules), theme).toEqual([]);
    }
    // axe itself tries inline styles.
    panel.complaints.length = 0;
  });
});

describe('a narrow panel', () => {
  it('shows list and detail in turn, and keeps the focus', async () => {
    const panel = await open(everythingHost(), { width: 400 });
    await show(panel, 'Tools');
    const list = panel.page.getByRole('listbox', { name: 'Tools' });
    await list.focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    expect(await list.count()).toBe(1);
    await panel.page.keyboard.press('Enter');
    await panel.page.getByRole('heading', { name: 'Get Annotated Message Tool' }).waitFor();
    expect(await list.count()).toBe(0);
    await button(panel, 'All tools').click();
    await list.waitFor();
    expect(await list.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await panel.page.getByRole('option', { selected: true }).textContent()).toContain(
      'get-annotated-message',
    );
  });
});

describe('a wide panel', () => {
  it('lets the list be made wider, by pointer and by keyboard', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Tools');
    const splitter = panel.page.getByRole('separator', { name: 'Width of the list' });
    expect(await splitter.getAttribute('aria-valuenow')).toBe('300');
    const box = await splitter.boundingBox();
    if (!box) throw new Error('The splitter has no box');
    await panel.page.mouse.move(box.x, box.y + 50);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + 80, box.y + 50);
    await panel.page.mouse.up();
    expect(await splitter.getAttribute('aria-valuenow')).toBe('380');
    await splitter.press('ArrowLeft');
    await expect.poll(() => splitter.getAttribute('aria-valuenow')).toBe('360');
    await expect.poll(() => panel.state()).toMatchObject({ listWidths: { tools: 360 } });
    await panel.reload();
    await expect.poll(() => splitter.getAttribute('aria-valuenow')).toBe('360');
  });
});

it('comes back as it was scrolled', async () => {
  const panel = await open(everythingHost(), { height: 400 });
  const page = panel.page.locator('.page');
  await page.evaluate((element) => element.scrollTo(0, 260));
  await expect.poll(() => JSON.stringify(panel.state())).toContain('"overview":260');
  await panel.reload();
  await expect.poll(() => page.evaluate((element) => element.scrollTop)).toBe(260);
});

it('says whose panel it is, before anything is done', async () => {
  const panel = await open(everythingHost());
  await expect.poll(() => panel.state()).toMatchObject({ serverId: 'workspace/everything' });
});

it('spins nothing for those who want no motion', async () => {
  const host = everythingHost();
  host.server = { ...host.server, state: { status: 'stopping' } };
  const panel = await open(host, { reducedMotion: true });
  const icon = panel.page.locator('.header .codicon-loading');
  expect(await icon.evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
});

/** Elements that are seen to reach over the page's right edge, or that scroll sideways. */
function overflowing(): string[] {
  const clips = (element: Element) => getComputedStyle(element).overflowX !== 'visible';
  /** Right edge of what is seen of an element. */
  const rightOf = (element: Element) => {
    let { right } = element.getBoundingClientRect();
    for (let up = element.parentElement; up; up = up.parentElement)
      if (clips(up)) right = Math.min(right, up.getBoundingClientRect().right);
    return right;
  };
  const scrolls = (element: Element) =>
    element.scrollWidth > element.clientWidth + 1 &&
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  return [...document.querySelectorAll('body *')]
    .filter((element) => {
      const { width } = element.getBoundingClientRect();
      // The bar of tabs may scroll; what is hidden to the eye has no place.
      if (element.closest('.tabs, .visually-hidden') || width === 0) return false;
      return rightOf(element) > innerWidth + 1 || scrolls(element);
    })
    .map((element) => `${element.tagName}.${element.className}`);
}

/** @param rules that are tried; without: all that axe tries by itself */
async function violations(panel: Panel, rules?: string[]): Promise<string[]> {
  // Through the inspector's protocol, which the page's content policy does not bind.
  if (!(await panel.page.evaluate(() => 'axe' in globalThis))) await panel.page.evaluate(axe);
  return panel.page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run(document, {
      resultTypes: ['violations'],
      ...(rules && { runOnly: { type: 'rule', values: rules } }),
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
  }, rules);
}
