import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { everythingHost } from './harness/everything';
import type { Panel, ThemeName } from './harness/panelPage';
import { scenes } from './harness/scenes';
import { button, show, usePanel } from './harness/usePanel';

const open = usePanel();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [320, 400, 700, 1600] as const;
const THEMES: readonly ThemeName[] = ['dark', 'light', 'hcDark', 'hcLight'];

/** All that a theme can change; the others hold in all of them. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

describe.each(Object.entries(scenes))('%s', (_name, go) => {
  it('fits panels of every width, and axe objects to nothing in any theme', async () => {
    const host = everythingHost();
    const panel = await open(host, { width: WIDTHS[0] });
    await go(panel, host, async () => expect(await panel.page.evaluate(overflowing)).toEqual([]));
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
