import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/shared/model/sessionState';
import { everythingHost } from './harness/everything';
import { button, item, show, usePanel } from './harness/usePanel';

const open = usePanel();
const BEGAN = Date.UTC(2026, 0, 31, 14, 3, 7);

function logged(seq: number, entry: Partial<LogEntry>): LogEntry {
  return { seq, time: BEGAN + seq, source: 'server', level: 'info', data: `line ${seq}`, ...entry };
}

function loggingHost() {
  const host = everythingHost();
  const { session } = host.server;
  host.server = {
    ...host.server,
    session: { ...session!, capabilities: { ...session!.capabilities, logging: {} } },
  };
  host.log = [
    logged(0, { level: 'debug', data: 'warming up' }),
    logged(1, { level: 'error', logger: 'database', data: { code: 7, why: 'no connection' } }),
    logged(2, { source: 'session', level: 'warning', data: 'The subscription broke' }),
  ];
  host.output = [
    { stream: 'stderr', text: 'at serve (/srv/server.mjs:12:3)', time: BEGAN + 1.5 },
    { stream: 'stdout', text: 'not an error', time: BEGAN + 1.6 },
  ];
  return host;
}

const rows = (panel: Awaited<ReturnType<typeof open>>) =>
  panel.page.getByRole('listbox', { name: 'Log' }).getByRole('option');

describe('logs', () => {
  it('of server, session and process stand in the order of their times', async () => {
    const panel = await open(loggingHost());
    await show(panel, 'Logs');
    await item(panel, 'warming up').waitFor();
    const texts = await panel.page.locator('.log-text').allInnerTexts();
    expect(texts).toEqual([
      'warming up',
      '{"code":7,"why":"no connection"}',
      'at serve (/srv/server.mjs:12:3)',
      'The subscription broke',
    ]);
  });

  it('are filtered by text, level and source', async () => {
    const panel = await open(loggingHost());
    await show(panel, 'Logs');
    await panel.page.getByLabel('Levels that are shown').selectOption('warning');
    // stderr has no level: nobody knows how severe a line of it is.
    await expect.poll(() => rows(panel).count()).toBe(3);
    await panel.page.getByLabel('Sources that are shown').selectOption('server');
    await expect.poll(() => rows(panel).count()).toBe(1);
    await panel.page.getByLabel('Filter the log').fill('nowhere');
    await panel.page.getByText('Nothing matches').waitFor();
    await panel.page.getByText('Show everything').click();
    await expect.poll(() => rows(panel).count()).toBe(4);
  });

  it('show one line in full, with the places that it names', async () => {
    const host = loggingHost();
    const panel = await open(host);
    await show(panel, 'Logs');
    await item(panel, 'no connection').click();
    await panel.page.getByRole('tree').getByText('"no connection"').waitFor();
    await item(panel, 'server.mjs:12').click();
    await panel.page.locator('.detail-pane').getByText('/srv/server.mjs:12:3').click();
    await host.untilAsked('panel/openFile');
    expect(host.askedFor('panel/openFile')).toEqual([
      { path: '/srv/server.mjs', line: 12, column: 3 },
    ]);
  });

  it('set what the server logs, and can be cleared', async () => {
    const host = loggingHost();
    const panel = await open(host);
    await show(panel, 'Logs');
    const level = panel.page.getByLabel('Server logs');
    expect(await level.locator('option:checked').textContent()).toBe('as it likes');
    await level.selectOption('warning');
    await host.untilAsked('inspector/setLogLevel');
    await expect.poll(() => level.locator('option').count()).toBe(8);
    await button(panel, 'Clear the log').click();
    await panel.page.getByText('Nothing has been logged yet').waitFor();
  });

  it('follow their end until one scrolls up', async () => {
    const host = loggingHost();
    const panel = await open(host);
    await show(panel, 'Logs');
    const many = (from: number) =>
      Array.from({ length: 200 }, (_, index) => logged(from + index, {}));
    host.addLog(many(3));
    await item(panel, 'line 202').waitFor();
    await panel.page.getByRole('listbox', { name: 'Log' }).press('Home');
    await item(panel, 'warming up').waitFor();
    host.addLog(many(203));
    await panel.page.getByRole('tab', { name: /^Logs 404/ }).waitFor();
    expect(await item(panel, 'warming up').isVisible()).toBe(true);
  });
});
