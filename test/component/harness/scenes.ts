import { diffCatalogs } from '../../../src/shared/catalog/diffCatalogs';
import { catalog } from './everything';
import type { FakeHost } from './fakeHost';
import type { Panel } from './panelPage';
import { address, form, roots, sampling, task } from './serverRequests';
import { button, item, openTool, show } from './usePanel';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const WAV = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQIAAAAAAA==';

/**
 * Every screen with something selected on it.
 * @param look is called wherever there is something to be seen on the way there
 */
export const scenes: Readonly<
  Record<string, (panel: Panel, host: FakeHost, look: () => Promise<void>) => Promise<void>>
> = {
  overview: async (panel) => {
    await panel.page.getByRole('heading', { name: 'Capabilities' }).waitFor();
  },
  'a server that is not running': async (panel, host, look) => {
    const { session: _session, ...server } = host.server;
    host.server = server;
    host.setServer({ state: { status: 'stopped' } });
    await panel.page.getByText('Stopped').first().waitFor();
    for (const screen of ['Overview', 'Tools', 'Resources', 'Prompts', 'Changes'] as const) {
      await show(panel, screen);
      await look();
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
