import { describe, expect, it } from 'vitest';
import { diffCatalogs } from '../../src/shared/catalog/diffCatalogs';
import { catalog, everythingHost } from './harness/everything';
import type { FakeHost } from './harness/fakeHost';
import type { Panel } from './harness/panelPage';
import { sampling, task } from './harness/serverRequests';
import { button, item, openTool, show, usePanel } from './harness/usePanel';

const open = usePanel();

interface Case {
  /** What a person does. */
  leave: (panel: Panel, host: FakeHost) => Promise<void>;
  /** Waits until all of it is seen again. */
  find: (panel: Panel) => Promise<void>;
}

/** One for each screen that has something to lose. */
const cases: Record<string, Case> = {
  settings: {
    leave: async (panel) => {
      await show(panel, 'Settings');
      await panel.page.getByLabel('List', { exact: true }).selectOption('prompts/list');
      await panel.page.getByRole('button', { name: 'Protocol' }).click();
      await panel.page.locator('.page').evaluate((page) => page.scrollTo(0, 40));
    },
    find: async (panel) => {
      await selectedTab(panel, 'Settings');
      const list = panel.page.getByLabel('List', { exact: true });
      await expect.poll(() => list.inputValue()).toBe('prompts/list');
      expect(await panel.page.getByLabel('Era and version').count()).toBe(0);
      const page = panel.page.locator('.page');
      await expect.poll(() => page.evaluate(({ scrollTop }) => scrollTop)).toBe(40);
    },
  },
  'result of a tool': {
    leave: async (panel, host) => {
      const content = [{ type: 'text', text: '# Bold\n\n**words**' }];
      host.answer = () => ({ status: 'succeeded', result: { content } });
      await openTool(panel, 'Echo');
      await panel.page.getByLabel(/^message/).fill('hello');
      await button(panel, 'Run').click();
      await button(panel, 'Markdown').click();
      await panel.page.getByRole('heading', { name: 'Bold' }).waitFor();
    },
    find: async (panel) => {
      await panel.page.getByRole('heading', { name: 'Bold' }).waitFor();
      // The choice is that tool's.
      await openTool(panel, 'Get Sum');
      await openTool(panel, 'Echo');
      await panel.page.getByRole('heading', { name: 'Bold' }).waitFor();
    },
  },
  tools: {
    leave: async (panel) => {
      await openTool(panel, 'Echo');
      await panel.page.getByLabel(/^message/).fill('half a thou');
      await panel.page.getByRole('searchbox', { name: 'Search tools' }).fill('echo');
    },
    find: async (panel) => {
      await selectedTab(panel, 'Tools');
      await expect.poll(() => panel.page.getByLabel(/^message/).inputValue()).toBe('half a thou');
      const search = panel.page.getByRole('searchbox', { name: 'Search tools' });
      expect(await search.inputValue()).toBe('echo');
      await selectedItem(panel, 'Echo');
    },
  },
  resources: {
    leave: async (panel) => {
      await show(panel, 'Resources');
      await item(panel, 'architecture.md').click();
      await panel.page.getByRole('heading', { name: 'architecture.md' }).waitFor();
    },
    find: async (panel) => {
      await selectedTab(panel, 'Resources');
      await panel.page.getByRole('heading', { name: 'architecture.md' }).waitFor();
      await selectedItem(panel, 'architecture.md');
    },
  },
  prompts: {
    leave: async (panel) => {
      await show(panel, 'Prompts');
      await item(panel, 'args-prompt').click();
      await panel.page.getByLabel(/^city/).fill('Turin');
    },
    find: async (panel) => {
      await selectedTab(panel, 'Prompts');
      await expect.poll(() => panel.page.getByLabel(/^city/).inputValue()).toBe('Turin');
    },
  },
  requests: {
    leave: async (panel, host) => {
      host.setRequest(sampling());
      await show(panel, 'Requests');
      await panel.page.getByLabel('Answer', { exact: true }).fill('I would say');
    },
    find: async (panel) => {
      await selectedTab(panel, 'Requests');
      const answer = panel.page.getByLabel('Answer', { exact: true });
      await expect.poll(() => answer.inputValue()).toBe('I would say');
    },
  },
  tasks: {
    leave: async (panel, host) => {
      host.setTask(task('task-1'));
      host.setTask(task('task-2'));
      await show(panel, 'Tasks');
      await item(panel, 'task-1').click();
    },
    find: async (panel) => {
      await selectedTab(panel, 'Tasks');
      await selectedItem(panel, 'task-1');
    },
  },
  messages: {
    leave: async (panel) => {
      await show(panel, 'Messages');
      await panel.page.getByRole('searchbox').fill('get-sum');
      await panel.page.getByRole('row').filter({ hasText: 'get-sum' }).first().click();
      await panel.page.getByRole('region', { name: 'Request' }).waitFor();
    },
    find: async (panel) => {
      await selectedTab(panel, 'Messages');
      await panel.page.getByRole('region', { name: 'Request' }).waitFor();
      expect(await panel.page.getByRole('searchbox').inputValue()).toBe('get-sum');
    },
  },
  logs: {
    leave: async (panel, host) => {
      host.addLog([
        { seq: 0, time: 1, source: 'server', level: 'error', data: 'lost the thread' },
        { seq: 1, time: 2, source: 'session', level: 'info', data: 'Opened' },
      ]);
      await show(panel, 'Logs');
      await item(panel, 'lost the thread').click();
      await panel.page.getByRole('searchbox').fill('thread');
    },
    find: async (panel) => {
      await selectedTab(panel, 'Logs');
      await panel.page.getByRole('heading', { name: 'Log message of the server' }).waitFor();
      expect(await panel.page.getByRole('searchbox').inputValue()).toBe('thread');
    },
  },
  changes: {
    leave: async (panel) => {
      await show(panel, 'Changes');
      await item(panel, 'echo').click();
      await button(panel, 'Show it').waitFor();
    },
    find: async (panel) => {
      await selectedTab(panel, 'Changes');
      await selectedItem(panel, 'echo');
      await button(panel, 'Show it').waitFor();
    },
  },
};

describe.each(Object.entries(cases))('%s', (_name, { leave, find }) => {
  it('stands as it was left after a reload, and after a move to another window', async () => {
    const host = changedHost();
    const panel = await open(host);
    await leave(panel, host);
    await find(panel);
    await panel.reload();
    await find(panel);
    // The place where it was is gone, and what it knew goes on in another one, of another size.
    const state = panel.state();
    await panel.page.goto('about:blank');
    await find(await open(host, { state, width: 900 }));
  });
});

it('begins anew with a state that it cannot read', async () => {
  const panel = await open(everythingHost(), { state: { version: 7, screen: 'elsewhere' } });
  await selectedTab(panel, 'Overview');
});

it('comes back to the place in a long list', async () => {
  const host = everythingHost();
  const tools = Array.from({ length: 500 }, (_, index) => ({
    name: `tool_${index}`,
    inputSchema: { type: 'object' as const },
  }));
  host.catalog = { ...host.catalog, tools };
  const panel = await open(host);
  await show(panel, 'Tools');
  const list = panel.page.getByRole('listbox', { name: 'Tools' });
  await list.evaluate((element) => element.scrollTo(0, 4000));
  await expect.poll(() => JSON.stringify(panel.state())).toContain('"list tools":4000');
  await panel.reload();
  await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBe(4000);
});

/** Whose tool `echo` is new. */
function changedHost(): FakeHost {
  const host = everythingHost();
  const since = { id: 'run-1', kind: 'start', takenAt: 0 } as const;
  const older = { ...catalog, tools: catalog.tools.filter(({ name }) => name !== 'echo') };
  host.snapshots = [since];
  host.changesSince = () => ({ since, changes: diffCatalogs(older, catalog) });
  return host;
}

function selectedTab(panel: Panel, name: string): Promise<void> {
  return panel.page.getByRole('tab', { name, selected: true }).waitFor();
}

function selectedItem(panel: Panel, text: string): Promise<void> {
  return panel.page
    .locator('[role=option][aria-selected=true], [role=treeitem][aria-selected=true]')
    .filter({ hasText: text })
    .waitFor();
}
