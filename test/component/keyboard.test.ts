import { describe, expect, it } from 'vitest';
import { everythingHost } from './harness/everything';
import type { Panel } from './harness/panelPage';
import { form } from './harness/serverRequests';
import { button, openTool, show, usePanel } from './harness/usePanel';

const open = usePanel();
const KEYS = 'Control+Shift+Space';

describe('the palette', () => {
  it('goes to a screen by a few letters, and leads the focus there', async () => {
    const panel = await open(everythingHost());
    const field = await openPalette(panel);
    await field.fill('tool');
    await optionNamed(panel, 'Tools Screen').waitFor();
    await optionNamed(panel, 'Tools Screen').click();
    await panel.page.getByRole('tab', { name: 'Tools', selected: true }).waitFor();
    await expect.poll(() => focused(panel)).toBe('listbox Tools');
    expect(await field.count()).toBe(0);
  });

  it('finds a tool by letters of its name, from any screen', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Messages');
    const field = await openPalette(panel);
    await field.fill('annotmess');
    expect(await selectedOption(panel)).toContain('Get Annotated Message');
    await field.press('Enter');
    await panel.page.getByRole('heading', { name: 'Get Annotated Message Tool' }).waitFor();
  });

  it('offers what the screen offers, as long as it does', async () => {
    const host = everythingHost();
    host.answer = () => undefined;
    const panel = await open(host);
    await openTool(panel, 'Echo');
    await panel.page.getByLabel(/^message/).fill('hello');
    await choose(panel, 'Run');
    await host.untilAsked('inspector/call');
    await button(panel, 'Cancel').waitFor();
    await choose(panel, 'Cancel');
    await host.untilAsked('inspector/cancel');
    await panel.page.getByText('Cancelled').first().waitFor();
    await (await openPalette(panel)).fill('cancel');
    expect(await optionNamed(panel, /^Cancel /).count()).toBe(0);
  });

  it('starts, stops and lists again from anywhere', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await choose(panel, 'Restart');
    await host.untilAsked('panel/restart');
    await choose(panel, 'List all that the server offers again');
    await host.untilAsked('inspector/refresh');
  });

  it('goes round with the arrow keys, and says when nothing is found', async () => {
    const panel = await open(everythingHost());
    const field = await openPalette(panel);
    const first = await selectedOption(panel);
    await field.press('ArrowUp');
    expect(await selectedOption(panel)).not.toBe(first);
    await field.press('ArrowDown');
    expect(await selectedOption(panel)).toBe(first);
    await field.fill('no such thing at all');
    await panel.page.getByText('Nothing is called like that.').waitFor();
    await field.press('Enter');
    expect(await field.count()).toBe(1);
  });

  it('finds what the server comes to offer while it is open', async () => {
    const host = everythingHost();
    const panel = await open(host);
    const field = await openPalette(panel);
    await field.fill('latecomer');
    await panel.page.getByText('Nothing is called like that.').waitFor();
    const late = { name: 'latecomer', inputSchema: { type: 'object' as const } };
    host.setCatalog({ tools: [...host.catalog.tools, late] });
    await optionNamed(panel, 'latecomer Tool').waitFor();
  });

  it('gives the focus back to where it was', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Tools');
    const search = panel.page.getByRole('searchbox', { name: 'Search tools' });
    await search.focus();
    const field = await openPalette(panel);
    await field.press('Tab');
    expect(await focused(panel)).toBe('combobox Commands');
    await field.press('Escape');
    await expect.poll(() => focused(panel)).toBe('searchbox Search tools');
  });
});

describe('the help', () => {
  it('opens with a question mark, but not where one writes', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Tools');
    const search = panel.page.getByRole('searchbox', { name: 'Search tools' });
    await search.press('?');
    expect(await search.inputValue()).toBe('?');
    await panel.page.getByRole('tab', { name: 'Tools' }).press('?');
    const help = panel.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Ctrl+Shift+Space').waitFor();
    await panel.page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await expect.poll(() => focused(panel)).toMatch(/^tab Tools/);
  });
});

describe('the tabs', () => {
  it('can all be reached in a narrow panel, by arrow keys and by a list of them', async () => {
    const panel = await open(everythingHost(), { width: 400 });
    const tabs = panel.page.getByRole('tab');
    const count = await tabs.count();
    await tabs.first().focus();
    for (let index = 1; index < count; index++) {
      await panel.page.keyboard.press('ArrowRight');
      const tab = tabs.nth(index);
      await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
      await expect.poll(() => tab.evaluate(isInView)).toBe(true);
    }
    await button(panel, 'All screens').click();
    await panel.page.getByRole('combobox', { name: 'Screens' }).fill('prom');
    await panel.page.keyboard.press('Enter');
    await panel.page.getByRole('tab', { name: 'Prompts', selected: true }).waitFor();
  });

  it('need no list where there is room', async () => {
    const panel = await open(everythingHost(), { width: 1600 });
    await panel.page.getByRole('tab').last().waitFor();
    expect(await button(panel, 'All screens').count()).toBe(0);
  });
});

it('keeps the focus near a button that goes away', async () => {
  const host = everythingHost();
  host.answer = () => undefined;
  const panel = await open(host);
  await openTool(panel, 'Echo');
  await panel.page.getByLabel(/^message/).fill('hello');
  await button(panel, 'Run').click();
  await button(panel, 'Cancel').focus();
  await panel.page.keyboard.press('Enter');
  await button(panel, 'Cancel').waitFor({ state: 'detached' });
  await expect
    .poll(() => panel.page.evaluate(() => document.activeElement?.closest('.call-bar') !== null))
    .toBe(true);
});

it('says on every screen that the server waits for an answer', async () => {
  const host = everythingHost();
  const panel = await open(host);
  await show(panel, 'Messages');
  host.setRequest(form());
  await panel.page.getByRole('status').filter({ hasText: '1 request waits' }).waitFor();
});

async function openPalette(panel: Panel) {
  await panel.page.getByRole('tab').first().waitFor();
  await panel.page.keyboard.press(KEYS);
  const field = panel.page.getByRole('combobox', { name: 'Commands' });
  await field.waitFor();
  expect(await focused(panel)).toBe('combobox Commands');
  return field;
}

async function choose(panel: Panel, name: string): Promise<void> {
  const field = await openPalette(panel);
  await field.fill(name);
  await expect.poll(() => selectedOption(panel)).toContain(name);
  await field.press('Enter');
  await field.waitFor({ state: 'detached' });
}

function optionNamed(panel: Panel, name: string | RegExp) {
  return panel.page.getByRole('dialog').getByRole('option', { name });
}

/** What the field says is active. */
function selectedOption(panel: Panel): Promise<string> {
  return panel.page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? '';
  });
}

function focused(panel: Panel): Promise<string> {
  return panel.page.evaluate(() => {
    const element = document.activeElement;
    const role = element?.getAttribute('role') ?? element?.getAttribute('type') ?? element?.tagName;
    const name = element?.getAttribute('aria-label') ?? element?.textContent;
    return `${role === 'search' ? 'searchbox' : role} ${name}`;
  });
}

function isInView(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect();
  const bar = element.parentElement?.getBoundingClientRect();
  return bar !== undefined && left >= bar.left - 1 && right <= bar.right + 1;
}
