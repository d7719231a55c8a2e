import { describe, expect, it } from 'vitest';
import type { TrafficEntry } from '../../src/shared/model/traffic';
import { everythingHost, readyServer, traffic } from './harness/everything';
import type { Panel } from './harness/panelPage';
import { button, show, usePanel } from './harness/usePanel';

const open = usePanel();
const rows = (panel: Panel) => panel.page.getByRole('row');
const grid = (panel: Panel) => panel.page.getByRole('grid', { name: 'Messages' });

const stderrLine = (seq: number): TrafficEntry => ({
  seq,
  serverId: readyServer.id,
  time: 1_700_000_000_000 + seq,
  direction: 'serverToClient',
  kind: 'stderr',
  bytes: 10,
  preview: `line ${seq}`,
  raw: `line ${seq}`,
});

function atEnd(element: Element): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight < 8;
}

describe('the log', () => {
  it('draws what is in view of a hundred thousand entries, and fetches no more', async () => {
    const host = everythingHost();
    host.traffic = Array.from({ length: 100_000 }, (_, seq) => stderrLine(seq));
    const panel = await open(host);
    await show(panel, 'Messages');
    await panel.page.getByText('line 99999').waitFor();
    expect(await rows(panel).count()).toBeLessThan(80);
    await grid(panel).evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await panel.page.getByText('line 50000').waitFor();
    const counts = host.askedFor('inspector/traffic').map(({ count }) => count);
    expect(Math.max(...counts)).toBeLessThanOrEqual(400);
    await button(panel, 'Newest').click();
    await panel.page.getByText('line 99999').waitFor();
  });

  it('follows its end, unless it is scrolled up', async () => {
    const host = everythingHost();
    host.traffic = Array.from({ length: 200 }, (_, seq) => stderrLine(seq));
    const panel = await open(host);
    await show(panel, 'Messages');
    await panel.page.getByText('line 199').waitFor();
    host.addTraffic([stderrLine(200)]);
    await panel.page.getByText('line 200').waitFor();
    expect(await grid(panel).evaluate(atEnd)).toBe(true);
    await grid(panel).evaluate((element) => element.scrollTo(0, 0));
    await button(panel, 'Newest').waitFor();
    host.addTraffic([stderrLine(201)]);
    await panel.page.getByText('202 entries').waitFor();
    expect(await grid(panel).evaluate((element) => element.scrollTop)).toBe(0);
    await panel.page.getByText('line 0', { exact: true }).waitFor();
  });

  it('scrolls through millions, and is walked from end to end', async () => {
    const host = everythingHost();
    const total = 3_000_000;
    host.window = (from, count) => {
      const start = from < 0 ? total + from : from;
      const length = Math.min(count, total - start);
      return {
        total,
        from: start,
        heads: Array.from({ length }, (_, index) => stderrLine(start + index)),
      };
    };
    const panel = await open(host);
    await show(panel, 'Messages');
    await panel.page.getByText('line 2999999', { exact: true }).click();
    await panel.page.keyboard.press('Home');
    await panel.page.getByText('line 0', { exact: true }).waitFor();
    await panel.page.keyboard.press('PageDown');
    const selected = panel.page.getByRole('row', { selected: true });
    await expect
      .poll(async () => Number(await selected.getAttribute('aria-rowindex')))
      .toBeGreaterThan(20);
    // As by dragging the scroll bar, again and again, to where the stretch ends.
    const firstShown = async () => Number(await rows(panel).first().getAttribute('aria-rowindex'));
    await expect
      .poll(async () => {
        await grid(panel).evaluate((element) => {
          element.scrollTop = element.scrollHeight * 0.97;
        });
        return firstShown();
      })
      .toBeGreaterThan(2_900_000);
    await rows(panel).first().getByText('line').waitFor();
    await grid(panel).focus();
    await panel.page.keyboard.press('End');
    await panel.page.getByText('line 2999999', { exact: true }).waitFor();
  });

  it('comes back where it was', async () => {
    const host = everythingHost();
    host.traffic = Array.from({ length: 2000 }, (_, seq) => stderrLine(seq));
    const panel = await open(host);
    await show(panel, 'Messages');
    await panel.page.getByText('line 1999').waitFor();
    await grid(panel).evaluate((element) => element.scrollTo(0, 22_000));
    await panel.page.getByText('line 1003', { exact: true }).waitFor();
    await expect.poll(() => JSON.stringify(panel.state())).toContain('"list messages":22000');
    await panel.reload();
    await panel.page.getByText('line 1003', { exact: true }).waitFor();
  });

  it('tells kinds, directions, times and sizes', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Messages');
    const error = rows(panel).filter({ hasText: 'no/such-method' }).last();
    const cells = await error.getByRole('gridcell').allTextContents();
    expect(cells.slice(1)).toEqual([
      'From the server',
      'Error',
      'no/such-method {"code":-32601,"message":"Method not found"}',
      '17',
      expect.stringMatching(/ms$/),
      '78 B',
    ]);
  });

  it('is filtered by text and kind', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Messages');
    await panel.page.getByRole('searchbox', { name: 'Filter messages' }).fill('get-sum');
    await expect.poll(() => rows(panel).allTextContents()).toHaveLength(2);
    await button(panel, 'Requests').click();
    await panel.page.getByText('1 match', { exact: true }).waitFor();
    await panel.page.getByRole('searchbox').fill('nothing like this');
    await panel.page.getByRole('heading', { name: 'No message matches' }).waitFor();
    await button(panel, 'Show all messages').click();
    await panel.page.getByText(`${traffic.length} entries`).waitFor();
  });

  it('is cleared', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Messages');
    await rows(panel).filter({ hasText: 'Method not found' }).click();
    await button(panel, 'Clear messages').click();
    await panel.page.getByRole('heading', { name: 'No messages yet' }).waitFor();
    expect(await panel.page.getByRole('tab', { name: 'Messages' }).textContent()).toBe('Messages');
  });

  it('shows noise and stderr in line', async () => {
    const host = everythingHost();
    host.traffic = [
      stderrLine(0),
      { ...stderrLine(1), kind: 'noise', preview: 'Listening', raw: 'Listening on stdio' },
    ];
    const panel = await open(host);
    await show(panel, 'Messages');
    await rows(panel).filter({ hasText: 'Listening' }).click();
    await panel.page
      .getByRole('region', { name: 'Noise' })
      .getByText('Listening on stdio')
      .waitFor();
  });
});

describe('a message', () => {
  it('is shown with the other half of its pair, pretty and as it was', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Messages');
    const answer = traffic.find((entry) => entry.raw.includes('The sum of 2 and 40'));
    await panel.page.locator(`[data-seq="${answer?.seq}"]`).click();
    const request = panel.page.getByRole('region', { name: 'Request' });
    const response = panel.page.getByRole('region', { name: 'Response' });
    await request.getByText('"get-sum"').waitFor();
    await response.getByText('"The sum of 2 and 40 is 42."').waitFor();
    await button(panel, 'Raw').click();
    expect(await response.locator('pre').textContent()).toBe(answer?.raw);
    await response.getByRole('button', { name: 'Open in editor' }).click();
    await host.untilAsked('panel/openText');
    expect(host.askedFor('panel/openText')).toEqual([{ text: answer?.raw, language: 'json' }]);
    await panel.reload();
    expect(await response.locator('pre').textContent()).toBe(answer?.raw);
  });

  it('is joined by its answer when that comes', async () => {
    const host = everythingHost();
    const request = traffic.find((one) => one.kind === 'request' && one.raw.includes('get-sum'));
    const response = traffic.find((entry) => entry.seq === request?.pairSeq);
    if (!request || !response) throw new Error('The recording has no such pair');
    const { pairSeq: _pair, durationMs: _duration, ...lonely } = request;
    host.traffic = [lonely];
    const panel = await open(host);
    await show(panel, 'Messages');
    await rows(panel).first().click();
    await panel.page.getByText('No answer to this request has come yet.').waitFor();
    host.traffic = [request];
    host.addTraffic([response]);
    await panel.page.getByRole('region', { name: 'Response' }).waitFor();
  });

  it('after message is reached with the arrow keys', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Messages');
    await rows(panel).filter({ hasText: 'Method not found' }).click();
    await panel.page.getByRole('region', { name: 'Error' }).waitFor();
    await panel.page.keyboard.press('Home');
    await panel.page.getByRole('heading', { name: traffic[0]?.method ?? 'stderr' }).waitFor();
    expect(await rows(panel).first().getAttribute('aria-selected')).toBe('true');
    await panel.page.keyboard.press('ArrowDown');
    await expect.poll(() => rows(panel).nth(1).getAttribute('aria-selected')).toBe('true');
  });
});
