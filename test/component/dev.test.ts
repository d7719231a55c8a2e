import { describe, expect, it } from 'vitest';
import type { DevState } from '../../src/shared/model/dev';
import { everythingHost } from './harness/everything';
import { button, openTool, usePanel } from './harness/usePanel';

const open = usePanel();
const DEV: DevState = { restartsOnSave: true, watched: ['src/**/*.ts'] };

function hostWith(change: Partial<DevState> = {}) {
  const host = everythingHost();
  host.server = { ...host.server, dev: { ...DEV, ...change } };
  return host;
}

describe('what the one who writes a server is told', () => {
  it.each<[Partial<DevState>, string, string, string]>([
    [
      { activity: { kind: 'building', task: 'tsc', cause: 'server.ts saved' } },
      'The task “tsc” builds the server: server.ts saved.',
      'Show terminal',
      'panel/showBuild',
    ],
    [
      { notice: { kind: 'buildFailed', task: 'tsc', exitCode: 2 } },
      'The task “tsc” failed with exit code 2. The server still runs as it was.',
      'Show terminal',
      'panel/showBuild',
    ],
    [
      { notice: { kind: 'buildFailed', task: 'tsc' } },
      'The task “tsc” was stopped.',
      'Show terminal',
      'panel/showBuild',
    ],
    [
      { notice: { kind: 'taskMissing', task: 'tsc' } },
      'There is no task “tsc” to build the server.',
      'Open configuration',
      'panel/openConfiguration',
    ],
    [
      { notice: { kind: 'writesItself', file: 'data/state.json' } },
      'no longer restarted for data/state.json',
      'Open configuration',
      'panel/openConfiguration',
    ],
    [
      { notice: { kind: 'nothingToWatch' } },
      'does not tell which files the server is made of',
      'Open configuration',
      'panel/openConfiguration',
    ],
    [{ isOutdated: true }, 'The configuration has changed', 'Restart to apply', 'panel/restart'],
  ])('%o', async (change, words, action, method) => {
    const host = hostWith(change);
    const panel = await open(host);
    const news = panel.page.locator('.problem-bar');
    await news.getByText(words).waitFor();
    await news.getByRole('button', { name: action }).click();
    await expect.poll(() => host.askedFor(method as 'panel/restart').length).toBe(1);
    host.setServer({ dev: DEV });
    await news.waitFor({ state: 'detached' });
  });

  it('is why the server starts', async () => {
    const host = hostWith({ activity: { kind: 'restarting', cause: 'server.ts saved' } });
    const panel = await open(host);
    await panel.page.getByRole('banner').getByText('Ready', { exact: true }).waitFor();
    host.setServer({ state: { status: 'starting', step: 'process' } });
    await panel.page.getByRole('banner').getByText('Restarting: server.ts saved').waitFor();
  });

  it('is that a change restarts it, which a button switches off', async () => {
    const host = hostWith();
    const panel = await open(host);
    const toggle = button(panel, 'Restart on save: src/**/*.ts');
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    await toggle.click();
    await expect
      .poll(() => host.askedFor('panel/setRestartOnSave').map(({ wanted }) => wanted))
      .toEqual([false]);
  });
});

describe('a call that runs again after a restart', () => {
  it('is asked for tool by tool, and kept with the workspace', async () => {
    const host = hostWith();
    const panel = await open(host);
    await openTool(panel, 'Echo Tool');
    await panel.page.getByLabel('Run again after a restart').check();
    await expect.poll(() => host.memory['run echo again']).toBe(true);
    await panel.page.getByLabel('Run again after a restart').uncheck();
    await expect.poll(() => 'run echo again' in host.memory).toBe(false);
  });

  it.each([
    ['the same', 'the result is the same'],
    ['another', 'the result has changed'],
  ])('says whether its result is %s', async (_name, words) => {
    const host = hostWith();
    const base = { serverId: host.server.id, sessionId: 'session-1', method: 'tools/call' };
    const params = { name: 'echo', arguments: { message: 'hi' } };
    const ended = { ...base, params, status: 'succeeded', startedAt: 1, endedAt: 2 } as const;
    const text = (said: string) => ({ content: [{ type: 'text', text: said }] });
    const after = words.endsWith('same') ? 'before' : 'after';
    host.calls = [
      { ...ended, id: 'one', result: text('before') },
      { ...ended, id: 'two', rerunOf: 'one', result: text(after) },
    ];
    const panel = await open(host);
    await openTool(panel, 'Echo Tool');
    await panel.page.getByText(words).waitFor();
    const compare = button(panel, 'Compare');
    if (after === 'before') return expect(await compare.count()).toBe(0);
    await compare.click();
    await expect.poll(() => host.askedFor('panel/compareTexts').length).toBe(1);
  });
});
