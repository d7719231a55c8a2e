import { describe, expect, it } from 'vitest';
import type { TrafficEntry } from '../../src/shared/model/traffic';
import { everythingHost, readyServer, traffic } from './harness/everything';
import type { Panel } from './harness/panelPage';
import { button, show, usePanel, writtenIn } from './harness/usePanel';

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

const BEGAN = 1_700_000_000_000;
const http = (seq: number, fact: object, more: Partial<TrafficEntry> = {}): TrafficEntry => {
  const raw = JSON.stringify(fact);
  return {
    ...stderrLine(seq),
    kind: 'http',
    method: 'POST',
    time: BEGAN + seq,
    httpSeq: 0,
    preview: raw.slice(0, 240),
    raw,
    ...more,
  };
};
const message = (seq: number, raw: string, more: Partial<TrafficEntry>): TrafficEntry => ({
  ...stderrLine(seq),
  kind: 'request',
  direction: 'clientToServer',
  method: 'tools/call',
  rpcId: 1,
  httpSeq: 0,
  bytes: raw.length,
  preview: raw.slice(0, 240),
  raw,
  ...more,
});
const CALL =
  '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add","_meta":{"progressToken":1}}}';
const FAILED = '{"jsonrpc":"2.0","id":1,"result":{"isError":true,"content":[]}}';
const REQUEST_HEAD = {
  type: 'request',
  method: 'POST',
  url: 'http://127.0.0.1:3000/mcp',
  headers: { authorization: 'Bearer •••', accept: 'application/json' },
};
const ANSWER_HEAD = {
  type: 'response',
  status: 200,
  headers: { 'content-type': 'application/json' },
};
/** A call over HTTP by another client, which failed slowly, and a refused one. */
const overHttp: TrafficEntry[] = [
  http(0, REQUEST_HEAD, { direction: 'clientToServer', pairSeq: 2, durationMs: 9 }),
  message(1, CALL, { pairSeq: 3, durationMs: 812, sessionId: 'relay: cursor' }),
  http(2, ANSWER_HEAD, { pairSeq: 0, durationMs: 9 }),
  message(3, FAILED, {
    kind: 'response',
    direction: 'serverToClient',
    failed: true,
    pairSeq: 1,
    durationMs: 812,
    sessionId: 'relay: cursor',
  }),
  http(4, { type: 'response', status: 401, headers: {} }, { kind: 'httpError' }),
  message(5, CALL, { rpcId: 2, sessionId: '0f9619ff-8b86-4d01-b42d-00cf4fc964ff', replayOf: 1 }),
];

function httpHost() {
  const host = everythingHost();
  host.server = { ...host.server, url: 'http://127.0.0.1:3000/mcp' };
  host.traffic = [...overHttp];
  return host;
}

describe('further filters', () => {
  const shown = async (panel: Panel) =>
    (await rows(panel).all()).length === 0
      ? []
      : rows(panel).evaluateAll((all) =>
          all.map((row) => Number((row as HTMLElement).dataset.seq)),
        );

  it('narrow the log by client, direction, method, time and errors', async () => {
    const host = httpHost();
    const panel = await open(host);
    await show(panel, 'Messages');
    // HTTP beneath the messages is shown when it is asked for; its failures always are.
    await expect.poll(() => shown(panel)).toEqual([1, 3, 4, 5]);
    await button(panel, 'More filters').click();
    await panel.page.getByLabel('Client', { exact: true }).selectOption({ label: 'cursor' });
    await expect.poll(() => shown(panel)).toEqual([1, 3]);
    await panel.page.getByLabel('Direction').selectOption({ label: 'From the server' });
    await expect.poll(() => shown(panel)).toEqual([3]);
    await button(panel, 'Reset').click();
    await expect.poll(() => shown(panel)).toEqual([1, 3, 4, 5]);
    await button(panel, 'Errors only').click();
    await expect.poll(() => shown(panel)).toEqual([3, 4]);
    await panel.page.getByLabel('Method').selectOption('tools/call');
    await expect.poll(() => shown(panel)).toEqual([3]);
    await button(panel, 'Reset').click();
    await panel.page.getByLabel('Slower than, in milliseconds').fill('500');
    await expect.poll(() => shown(panel)).toEqual([1, 3]);
    await panel.page.getByText('2 matches').waitFor();
    expect(host.askedFor('inspector/traffic').at(-1)?.filter).toMatchObject({ slowMs: 500 });
    await panel.reload();
    await expect.poll(() => shown(panel)).toEqual([1, 3]);
    expect(await panel.page.getByRole('group', { name: 'More filters' }).count()).toBe(1);
  });

  it('are pinned, and stay at hand whatever is filtered', async () => {
    const host = httpHost();
    const panel = await open(host);
    const pins = panel.page.getByRole('list', { name: 'Pinned messages' });
    await show(panel, 'Messages');
    await rows(panel).first().click();
    await button(panel, 'Pin the message').click();
    await pins.getByText('tools/call').waitFor();
    await button(panel, 'Close the message').click();
    await panel.page.getByRole('searchbox').fill('nothing like that');
    await panel.page.getByText('0 matches').waitFor();
    await panel.reload();
    await pins
      .getByRole('button', { name: /tools\/call/ })
      .first()
      .click();
    await panel.page.getByRole('region', { name: 'Request' }).waitFor();
    await pins.getByRole('button', { name: /^Unpin tools\/call/ }).click();
    await pins.waitFor({ state: 'detached' });
  });

  it('offer HTTP only where there may be some', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Messages');
    await button(panel, 'stderr').waitFor();
    expect(await button(panel, /^HTTP/).count()).toBe(0);
  });

  it('show HTTP beneath the messages, which counts where it is shown only', async () => {
    const host = httpHost();
    const panel = await open(host);
    await show(panel, 'Messages');
    await panel.page.getByText('4 entries').waitFor();
    expect(await panel.page.getByRole('tab', { name: 'Messages' }).textContent()).toMatch(/4$/);
    host.addTraffic([http(6, REQUEST_HEAD, {}), message(7, CALL, {})]);
    await panel.page.getByRole('tab', { name: /^Messages 5$/ }).waitFor();
    await button(panel, 'HTTP').click();
    await expect.poll(() => shown(panel)).toEqual([0, 2, 6]);
    const cells = await rows(panel).first().getByRole('gridcell').allTextContents();
    expect(cells[3]).toBe('POST http://127.0.0.1:3000/mcp');
    await rows(panel).nth(1).click();
    await panel.page.getByText('200 application/json').first().waitFor();
    await panel.page.getByText('Bearer •••').waitFor();
  });

  it('tell while the log is still being searched', async () => {
    const host = httpHost();
    host.window = () => ({ total: 0, from: 0, heads: [], searching: true });
    const panel = await open(host);
    await show(panel, 'Messages');
    await panel.page.getByRole('searchbox').fill('needle');
    await panel.page.getByRole('heading', { name: 'Searching the messages' }).waitFor();
    await panel.page.getByText('0 matches so far').waitFor();
    host.window = undefined;
    host.addTraffic([]);
    await panel.page.getByRole('heading', { name: 'No message matches' }).waitFor();
  });
});

describe('a request', () => {
  const select = async (panel: Panel, seq: number) => {
    await show(panel, 'Messages');
    await panel.page.locator(`[data-seq="${seq}"]`).click();
  };

  it('is sent again as it was', async () => {
    const host = httpHost();
    const panel = await open(host);
    await select(panel, 3);
    await button(panel, 'Send again').click();
    await host.untilAsked('inspector/replay');
    expect(host.askedFor('inspector/replay')).toEqual([{ serverId: host.server.id, seq: 1 }]);
  });

  it('is edited before it is sent, which a reload does not lose', async () => {
    const host = httpHost();
    const panel = await open(host);
    await select(panel, 1);
    await button(panel, 'Edit and send').click();
    const editor = panel.page.getByLabel('Method and params as JSON');
    const send = panel.page.getByRole('region', { name: /before it is sent/ }).getByText('Send');
    expect(JSON.parse(await writtenIn(editor))).toEqual({
      method: 'tools/call',
      params: { name: 'add' },
    });
    await editor.fill('{"method":"tools/call","params":[]}');
    await panel.page.getByText('The params must be an object.').waitFor();
    await editor.fill('{"method":"tools/call","params":{"name":"sub"}}');
    await expect.poll(() => JSON.stringify(panel.state())).toContain('sub');
    await panel.reload();
    expect(await writtenIn(editor)).toContain('sub');
    await send.click();
    await host.untilAsked('inspector/replay');
    expect(host.askedFor('inspector/replay')).toEqual([
      { serverId: host.server.id, seq: 1, method: 'tools/call', params: { name: 'sub' } },
    ]);
    await editor.waitFor({ state: 'detached' });
  });

  it('is sent only while the server is ready, and what fails is said', async () => {
    const host = httpHost();
    host.refusals.set('inspector/replay', 'There is no such request in the log any more.');
    const panel = await open(host);
    await select(panel, 1);
    await button(panel, 'Send again').click();
    await panel.page.getByText('There is no such request in the log any more.').waitFor();
    host.setServer({ state: { status: 'stopped' } });
    await expect
      .poll(() => button(panel, 'Send again').evaluate((one) => one.matches('[disabled]')))
      .toBe(true);
  });

  it('is copied in another form, curl only over HTTP', async () => {
    const host = httpHost();
    const panel = await open(host);
    await select(panel, 1);
    const menu = panel.page.getByLabel('Copy the request as');
    await menu.selectOption({ label: 'curl' });
    await menu.selectOption({ label: 'Command line' });
    await host.untilAsked('panel/copyEntry', 2);
    expect(host.askedFor('panel/copyEntry')).toEqual([
      { seq: 1, format: 'curl' },
      { seq: 1, format: 'cli' },
    ]);
  });

  it('leads to the one that it repeats, and to the HTTP that carried it', async () => {
    const panel = await open(httpHost());
    await select(panel, 5);
    await panel.page.getByText('Show the request that this repeats').click();
    await expect
      .poll(() => panel.page.getByRole('row', { selected: true }).getAttribute('data-seq'))
      .toBe('1');
    await panel.page.getByRole('button', { name: 'HTTP', exact: true, expanded: false }).click();
    await panel.page.getByText('POST http://127.0.0.1:3000/mcp').waitFor();
    await panel.page.getByText('Bearer •••').waitFor();
  });
});

describe('the messages', () => {
  it('are exported, all of them or those that are shown', async () => {
    const host = httpHost();
    const panel = await open(host);
    await show(panel, 'Messages');
    await button(panel, 'Export messages').click();
    await button(panel, 'Errors').click();
    await button(panel, 'Export the messages that are shown').click();
    await host.untilAsked('panel/exportTraffic', 2);
    expect(host.askedFor('panel/exportTraffic')).toEqual([
      { filter: {} },
      { filter: { kinds: ['error'] } },
    ]);
  });

  it('of a file are looked at, and no more', async () => {
    const host = httpHost();
    const id = 'traffic-file//home/me/record.ndjson';
    host.server = { id, name: '/home/me/record.ndjson', state: { status: 'idle' }, warnings: [] };
    const panel = await open(host);
    await panel.page.getByRole('heading', { name: 'record.ndjson' }).waitFor();
    expect(await panel.page.getByRole('tab').count()).toBe(0);
    await panel.page.locator('[data-seq="1"]').click();
    await panel.page.getByRole('region', { name: 'Request' }).waitFor();
    for (const name of ['Send again', 'Clear messages', 'Start']) {
      expect(await button(panel, name).count()).toBe(0);
    }
    expect(await panel.page.getByLabel('Copy the request as').count()).toBe(1);
    expect(host.askedFor('inspector/traffic')[0]?.serverId).toBe(id);
  });
});
