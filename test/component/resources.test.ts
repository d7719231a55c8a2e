import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { CallRecord, SessionSummary } from '../../src/shared/model/session';
import { everythingHost } from './harness/everything';
import type { FakeHost } from './harness/fakeHost';
import type { Panel } from './harness/panelPage';
import { button, item, show, usePanel } from './harness/usePanel';

const open = usePanel();
const URI = 'demo://resource/static/document/architecture.md';

async function openResource(host: FakeHost, name: string): Promise<Panel> {
  const panel = await open(host);
  await show(panel, 'Resources');
  await item(panel, name).click();
  return panel;
}

function reads(host: FakeHost): unknown[] {
  return host
    .askedFor('inspector/call')
    .filter(({ method }) => method === 'resources/read')
    .map(({ params }) => params.uri);
}

describe('a resource', () => {
  it('is read, and shown by its type', async () => {
    const host = everythingHost();
    const panel = await openResource(host, 'architecture.md');
    await button(panel, 'Read').click();
    await panel.page.getByRole('heading', { name: 'Everything Server – Architecture' }).waitFor();
    host.answer = () => ({
      status: 'succeeded',
      result: {
        contents: [
          { uri: 'a://1', mimeType: 'application/json', text: '{"deep":[1,2]}' },
          { uri: 'a://2', text: 'plain' },
          { uri: 'a://3', mimeType: 'application/zip', blob: 'AAAA' },
        ],
      },
    });
    await button(panel, 'Read').click();
    await panel.page.getByRole('tree').getByText('"deep"').waitFor();
    await panel.page.getByText('plain', { exact: true }).waitFor();
    await panel.page.getByText('application/zip, 3 B').waitFor();
  });

  it('is read by the keyboard', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Resources');
    await panel.page.getByRole('searchbox', { name: 'Search resources' }).fill('architecture');
    await panel.page.keyboard.press('Enter');
    await panel.page.keyboard.press('Enter');
    const focused = panel.page.locator('vscode-button:focus');
    await focused.waitFor();
    expect(await focused.textContent()).toBe('Read');
    await panel.page.keyboard.press('Control+Enter');
    await host.untilAsked('inspector/call');
    expect(reads(host)).toEqual([URI]);
  });

  it('that cannot be read says why', async () => {
    const host = everythingHost();
    host.answer = () => ({ status: 'failed', error: { code: -32002, message: 'Not found' } });
    const panel = await openResource(host, 'features.md');
    await button(panel, 'Read').click();
    await panel.page.getByText('Not found JSON-RPC error -32002').waitFor();
  });

  it('is opened and saved as it was sent', async () => {
    const host = everythingHost();
    const blob = { uri: 'a://pixel', mimeType: 'image/png', blob: 'AP/+' };
    host.answer = () => ({
      status: 'succeeded',
      result: { contents: [{ uri: URI, text: 'one' }, blob] },
    });
    const panel = await openResource(host, 'architecture.md');
    await button(panel, 'Read').click();
    await panel.page.getByText('a://pixel').waitFor();
    // The bytes are no picture.
    await panel.page.getByText('This cannot be shown.').waitFor();
    await panel.page.getByRole('button', { name: 'Open', exact: true }).nth(1).click();
    await host.untilAsked('panel/openResource');
    expect(host.askedFor('panel/openResource')).toEqual([
      { readUri: URI, index: 1, contents: blob },
    ]);
    await panel.page.getByRole('button', { name: 'Save', exact: true }).first().click();
    await host.untilAsked('panel/saveContents');
    expect(host.askedFor('panel/saveContents')).toEqual([{ uri: URI, text: 'one' }]);
  });
});

describe('a subscription', () => {
  it('is asked for and ended', async () => {
    const host = everythingHost();
    const panel = await openResource(host, 'architecture.md');
    await button(panel, 'Subscribe').click();
    await panel.page.getByText('Subscribed, no change yet').waitFor();
    expect(host.askedFor('inspector/subscribe')).toMatchObject([{ uri: URI }]);
    await item(panel, 'architecture.md').getByText('Subscribed').waitFor();
    await button(panel, 'Unsubscribe').click();
    await button(panel, 'Subscribe').waitFor();
    expect(await item(panel, 'architecture.md').getByText('Subscribed').count()).toBe(0);
  });

  it('tells when the resource has changed since it was read, until it is read', async () => {
    const host = everythingHost();
    const panel = await openResource(host, 'architecture.md');
    await button(panel, 'Subscribe').click();
    await button(panel, 'Read').click();
    await panel.page.getByText('Succeeded').waitFor();
    const changedAt = Date.now() + 60_000;
    host.subscribe({ uri: URI, status: 'active', changes: 2, changedAt });
    const news = panel.page.getByText('Changed since it was read', { exact: true });
    await news.waitFor();
    await panel.page.getByText(/^Subscribed, 2 changes, the last at \d\d:\d\d:\d\d$/).waitFor();
    await item(panel, 'architecture.md').getByText('updated').waitFor();
    host.setCall({ ...(host.calls[0] as CallRecord), id: 'later', startedAt: changedAt + 1 });
    await news.waitFor({ state: 'detached' });
    await item(panel, 'architecture.md').getByText('updated').waitFor({ state: 'detached' });
  });

  it('reads again upon each change where a person wants that, also after a reload', async () => {
    const host = everythingHost();
    const panel = await openResource(host, 'architecture.md');
    await button(panel, 'Subscribe').click();
    await button(panel, 'Read').click();
    await panel.page.getByText('Succeeded').waitFor();
    const follow = panel.page.getByRole('checkbox', { name: 'Read again when it changes' });
    await follow.check();
    host.subscribe({ uri: URI, status: 'active', changes: 1, changedAt: Date.now() + 1 });
    await host.untilAsked('inspector/call', 2);
    await expect.poll(() => JSON.stringify(panel.state())).toContain('followedResources":{"demo');
    await panel.reload();
    await panel.page.getByText('Succeeded', { exact: true }).waitFor();
    expect(await follow.isChecked()).toBe(true);
    const before = reads(host).length;
    host.subscribe({ uri: URI, status: 'active', changes: 2, changedAt: Date.now() + 1 });
    await host.untilAsked('inspector/call', before + 1);
    await follow.uncheck();
    expect(new Set(reads(host))).toEqual(new Set([URI]));
  });

  it('that is refused or broken says so', async () => {
    const host = everythingHost();
    const panel = await openResource(host, 'architecture.md');
    host.subscribe({ uri: URI, status: 'broken', message: 'Stream closed', changes: 0 });
    await panel.page.getByText('The subscription broke: Stream closed. It is opened').waitFor();
    host.subscribe({ uri: URI, status: 'refused', message: 'Not allowed.', changes: 0 });
    await panel.page.getByText('The server refused to tell of changes: Not allowed.').waitFor();
    await button(panel, 'Subscribe').waitFor();
  });

  it('to what stands in no list is listed', async () => {
    const host = everythingHost();
    const panel = await openResource(host, 'architecture.md');
    host.subscribe({ uri: 'demo://elsewhere', status: 'active', changes: 0 });
    await item(panel, 'demo://elsewhere').click();
    await panel.page.getByRole('heading', { name: 'demo://elsewhere' }).waitFor();
  });

  it('is not offered by a server that has none', async () => {
    const host = everythingHost();
    const { session } = host.server;
    host.server = {
      ...host.server,
      session: { ...(session as SessionSummary), capabilities: { resources: {} } },
    };
    const panel = await openResource(host, 'architecture.md');
    await button(panel, 'Read').waitFor();
    expect(await button(panel, 'Subscribe').count()).toBe(0);
  });
});

describe('the tree', () => {
  const tree = (panel: Panel) => panel.page.getByRole('tree', { name: 'Resources' });
  const active = async (panel: Panel) => {
    const id = await tree(panel).getAttribute('aria-activedescendant');
    return panel.page.locator(`[id="${id}"]`).textContent();
  };

  it('shows the resources by their URIs, is walked by keys, and comes back as it was', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Resources');
    await button(panel, 'As a tree').click();
    const folder = panel.page.getByRole('treeitem', { name: 'static/document/' });
    await folder.waitFor();
    await tree(panel).focus();
    await panel.page.keyboard.press('Home');
    expect(await active(panel)).toBe('demo://resource/');
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.press('ArrowLeft');
    expect(await active(panel)).toBe('static/document/');
    await panel.page.keyboard.press('ArrowLeft');
    expect(await folder.getAttribute('aria-expanded')).toBe('false');
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.getByRole('heading', { name: 'architecture.md' }).waitFor();
    expect(await panel.page.getByRole('treeitem', { selected: true }).textContent()).toContain(
      'architecture.md',
    );
    await folder.click();
    expect(await folder.getAttribute('aria-expanded')).toBe('false');
    await panel.page.getByRole('treeitem', { name: /^demo:/ }).click();
    await expect.poll(() => JSON.stringify(panel.state())).toContain('"demo://resource/":false');
    await panel.reload();
    await tree(panel).waitFor();
    await button(panel, 'As a tree').click();
    await panel.page.getByRole('listbox', { name: 'Resources' }).waitFor();
  });

  it('opens what is searched for, and goes on into it', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Resources');
    await button(panel, 'As a tree').click();
    await panel.page.getByRole('treeitem', { name: /^demo:/ }).click();
    expect(await panel.page.getByRole('treeitem').count()).toBe(1);
    const search = panel.page.getByRole('searchbox', { name: 'Search resources' });
    await search.fill('startup');
    await panel.page.getByRole('treeitem', { name: 'startup.md' }).waitFor();
    await search.press('ArrowDown');
    await panel.page.keyboard.press('Enter');
    await panel.page.locator('vscode-button:focus').waitFor();
    await panel.page.getByRole('heading', { name: 'startup.md' }).waitFor();
  });

  it('unfolds to what is revealed', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Resources');
    await button(panel, 'As a tree').click();
    await panel.page.getByRole('treeitem', { name: /^demo:/ }).click();
    host.reveal('resources', URI);
    await panel.page.getByRole('treeitem', { name: 'architecture.md', selected: true }).waitFor();
  });
});

describe('a template', () => {
  const PLACES = 'test://places/{country}/{city}';
  const CITIES: Record<string, string[]> = { france: ['lyon', 'paris'], italy: ['pisa', 'rome'] };
  function placesHost(uriTemplate = PLACES): FakeHost {
    const host = everythingHost();
    host.catalog = { ...host.catalog, resourceTemplates: [{ name: 'place', uriTemplate }] };
    host.complete = ({ name, value }, { country = '' }) => {
      const all = name === 'country' ? Object.keys(CITIES) : (CITIES[country] ?? []);
      return { values: all.filter((one) => one.startsWith(value)) };
    };
    return host;
  }
  const field = (panel: Panel, name: string): Locator =>
    panel.page.getByRole('combobox', { name: new RegExp(`^${name}`) });
  const options = (panel: Panel) => panel.page.getByRole('option');
  const suggestions = (panel: Panel) => panel.page.getByRole('listbox', { name: 'Suggestions' });

  it('asks for its variables, and reads the resource that they name', async () => {
    const host = everythingHost();
    const panel = await openResource(host, 'Dynamic Text Resource');
    await panel.page.getByText('Fill in “resourceId” first').waitFor();
    expect(await button(panel, 'Read').getAttribute('disabled')).not.toBeNull();
    expect(await button(panel, 'Subscribe').count()).toBe(0);
    await panel.page.getByLabel(/^resourceId/).fill('7 a');
    await panel.page.getByText('demo://resource/dynamic/text/7%20a').waitFor();
    await button(panel, 'Subscribe').waitFor();
    await button(panel, 'Read').click();
    await host.untilAsked('inspector/call');
    expect(reads(host)).toEqual(['demo://resource/dynamic/text/7%20a']);
  });

  it('is completed by keys, each variable by the others', async () => {
    const host = placesHost();
    const panel = await openResource(host, PLACES);
    await field(panel, 'country').press('ArrowDown');
    await suggestions(panel).getByText('italy').waitFor();
    expect(await field(panel, 'country').getAttribute('aria-expanded')).toBe('true');
    await field(panel, 'country').press('ArrowDown');
    await field(panel, 'country').press('ArrowDown');
    const id = await field(panel, 'country').getAttribute('aria-activedescendant');
    expect(await panel.page.locator(`[id="${id}"]`).textContent()).toBe('italy');
    await field(panel, 'country').press('Enter');
    expect(await field(panel, 'country').inputValue()).toBe('italy');
    await suggestions(panel).waitFor({ state: 'detached' });

    await field(panel, 'city').pressSequentially('p');
    await suggestions(panel).getByText('pisa').click();
    await panel.page.getByText('test://places/italy/pisa').waitFor();
    expect(host.askedFor('inspector/complete').at(-1)).toMatchObject({
      ref: { type: 'ref/resource', uri: PLACES },
      argument: { name: 'city', value: 'p' },
      context: { arguments: { country: 'italy' } },
    });
    await field(panel, 'city').press('Control+Enter');
    await host.untilAsked('inspector/call');
    expect(reads(host)).toEqual(['test://places/italy/pisa']);
  });

  it('closes its suggestions on Escape, and cancels nothing by that', async () => {
    const host = placesHost();
    host.answer = () => new Promise(() => {});
    const panel = await openResource(host, PLACES);
    await field(panel, 'country').fill('a');
    await field(panel, 'city').fill('b');
    await button(panel, 'Read').click();
    await button(panel, 'Cancel').waitFor();
    await field(panel, 'country').fill('');
    await suggestions(panel).getByText('france').waitFor();
    await field(panel, 'country').press('Escape');
    await suggestions(panel).waitFor({ state: 'detached' });
    expect(host.askedFor('inspector/cancel')).toEqual([]);
    // Tab takes what is chosen.
    await field(panel, 'country').press('ArrowDown');
    await suggestions(panel).getByText('france').waitFor();
    await field(panel, 'country').press('ArrowDown');
    await field(panel, 'country').press('Tab');
    expect(await field(panel, 'country').inputValue()).toBe('france');
  });

  it('asks a slow server for the latest only', async () => {
    const host = placesHost();
    const held: (() => void)[] = [];
    host.complete = ({ value }) =>
      new Promise((resolve) => held.push(() => resolve({ values: [`${value}!`], total: 30 })));
    const panel = await openResource(host, PLACES);
    await field(panel, 'country').pressSequentially('fran');
    await host.untilAsked('inspector/complete');
    await expect.poll(() => field(panel, 'country').inputValue()).toBe('fran');
    await expect.poll(() => held.length).toBe(1);
    held[0]?.();
    await host.untilAsked('inspector/complete', 2);
    await expect.poll(() => held.length).toBe(2);
    held[1]?.();
    await suggestions(panel).getByText('fran!').waitFor();
    await panel.page.getByText('1 of 30 suggestions. Type to see others.').waitFor();
    expect(host.askedFor('inspector/complete').map(({ argument }) => argument.value)).toEqual([
      'f',
      'fran',
    ]);
  });

  it('says when the server does not complete', async () => {
    const host = placesHost();
    host.complete = () => Promise.reject(new Error('No such template'));
    const panel = await openResource(host, PLACES);
    await field(panel, 'country').press('ArrowDown');
    await panel.page.getByText('The server did not complete this: No such template').waitFor();
    host.complete = () => ({ values: [] });
    await field(panel, 'country').press('Escape');
    await field(panel, 'country').press('ArrowDown');
    await panel.page.getByText('The server has no suggestions').waitFor();
    expect(await options(panel).filter({ hasText: 'france' }).count()).toBe(0);
  });

  it('takes several values and pairs where RFC 6570 does, and keeps the drafts', async () => {
    const host = placesHost('a://x{/tags*}{?q,n:3,keys*}');
    const panel = await openResource(host, 'a://x{/tags*}');
    await panel.page.getByRole('combobox', { name: 'tags, value 1' }).fill('red');
    await panel.page.getByRole('group', { name: 'tags' }).getByText('Add value').click();
    await panel.page.getByRole('combobox', { name: 'tags, value 2' }).fill('blue/2');
    await field(panel, 'q').fill('a&b');
    await field(panel, 'n').fill('12345');
    await panel.page.getByText('Only the first 3 characters of it are used.').waitFor();
    const kinds = panel.page.getByRole('group', { name: 'How keys is given' });
    await kinds.getByText('Pairs').click();
    await panel.page.getByRole('textbox', { name: 'keys, pair 1, name' }).fill('k');
    await panel.page.getByRole('textbox', { name: 'keys, pair 1, value' }).fill('v');
    const uri = 'a://x/red/blue%2F2?q=a%26b&n=123&k=v';
    await panel.page.getByText(uri, { exact: true }).waitFor();
    await button(panel, 'Give q several values').click();
    await panel.page.getByRole('combobox', { name: 'q, value 1' }).waitFor();
    await expect.poll(() => JSON.stringify(panel.state())).toContain('"items":["a&b"]');
    await panel.reload();
    await panel.page.getByText(uri, { exact: true }).waitFor();
    await panel.page
      .getByRole('group', { name: 'tags' })
      .getByRole('button', { name: 'Remove value 1' })
      .click();
    await panel.page.getByText('a://x/blue%2F2?q=a%26b&n=123&k=v', { exact: true }).waitFor();
  });
});

it('shows what the host reveals', async () => {
  const host = everythingHost();
  const panel = await open(host);
  await panel.page.getByRole('heading', { name: 'Everything Reference Server' }).waitFor();
  host.reveal('tools', 'get-sum');
  await panel.page.getByRole('heading', { name: 'Get Sum Tool' }).waitFor();
  host.reveal('prompts', 'args-prompt');
  await panel.page.getByRole('heading', { name: 'Arguments Prompt' }).waitFor();
  host.reveal('messages', '0');
  await panel.page.getByRole('grid', { name: 'Messages' }).waitFor();
});
