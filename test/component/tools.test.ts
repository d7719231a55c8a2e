import type { Tool } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { everythingHost } from './harness/everything';
import type { FakeHost } from './harness/fakeHost';
import type { Panel } from './harness/panelPage';
import { button, item, openTool, show, usePanel, writtenIn } from './harness/usePanel';

const open = usePanel();

/** The arguments of the tool calls that were made. */
const sent = (host: FakeHost) =>
  host.askedFor('inspector/call').map(({ params }) => params.arguments);

function withTool(inputSchema: object, change: Partial<Tool> = {}): FakeHost {
  const host = everythingHost();
  const tool = {
    name: 'tried',
    inputSchema: { type: 'object', ...inputSchema },
    ...change,
  } as Tool;
  host.catalog = { ...host.catalog, tools: [tool] };
  host.answer = () => ({
    status: 'succeeded',
    result: { content: [{ type: 'text', text: 'done' }] },
  });
  return host;
}

const field = (panel: Panel, name: string) =>
  panel.page.getByLabel(new RegExp(`^${name}\\b`)).first();

describe('the list', () => {
  it('is searched by name, title and description', async () => {
    const panel = await open(everythingHost());
    await show(panel, 'Tools');
    const search = panel.page.getByRole('searchbox', { name: 'Search tools' });
    await search.fill('gsum');
    await item(panel, 'Get Sum Tool').waitFor();
    expect(await panel.page.getByRole('option').count()).toBe(1);
    await search.fill('nothing like this');
    await button(panel, 'Clear the search').click();
    await item(panel, 'Echo Tool').waitFor();
  });

  it('is walked with the keyboard, from the search to the result', async () => {
    const host = everythingHost();
    const panel = await open(host);
    const { keyboard } = panel.page;
    await panel.page.getByRole('tab', { name: 'Overview' }).focus();
    await keyboard.press('ArrowRight');
    await panel.page.getByRole('searchbox').focus();
    await keyboard.type('echo');
    await keyboard.press('ArrowDown');
    await panel.page.getByRole('heading', { name: 'Echo Tool' }).waitFor();
    await keyboard.press('Enter');
    await panel.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await keyboard.type('by hand');
    await keyboard.press('Control+Enter');
    await panel.page.getByText('Echo: Hello').waitFor();
    expect(sent(host)).toEqual([{ message: 'by hand' }]);
  });

  it('is grouped by what the tools say of themselves', async () => {
    const host = everythingHost();
    const tool = (name: string, annotations?: Tool['annotations']) =>
      ({ name, inputSchema: { type: 'object' }, annotations }) as Tool;
    host.catalog = {
      ...host.catalog,
      tools: [
        tool('plain'),
        tool('wipe', { destructiveHint: true, openWorldHint: true }),
        tool('look', { readOnlyHint: true }),
        tool('fetch', { openWorldHint: true }),
        tool('set', { idempotentHint: true, destructiveHint: false }),
        tool('watch', { readOnlyHint: true, openWorldHint: true }),
      ],
    };
    const panel = await open(host);
    await show(panel, 'Tools');
    const names = () => panel.page.locator('[role=option] .item-title').allTextContents();
    expect(await names()).toEqual(['plain', 'wipe', 'look', 'fetch', 'set', 'watch']);
    await button(panel, 'Group by annotations').click();
    expect(await names()).toEqual(['look', 'watch', 'wipe', 'set', 'fetch', 'plain']);
    const headings = panel.page.locator('.list-heading');
    expect(await headings.allTextContents()).toEqual([
      'Read-only · 2',
      'Destructive · 1',
      'Idempotent · 1',
      'Open world · 1',
      'Without hints · 1',
    ]);
    await item(panel, 'watch').click();
    await panel.page.getByRole('listbox').press('ArrowDown');
    await panel.page.getByRole('heading', { name: 'wipe' }).waitFor();
    await panel.reload();
    await headings.nth(4).waitFor();
    await button(panel, 'Group by annotations').click();
    expect(await headings.count()).toBe(0);
  });

  it('holds ten thousand tools and draws those in view', async () => {
    const host = everythingHost();
    const tools = Array.from({ length: 10_000 }, (_, index) => ({
      name: `tool-${index}`,
      inputSchema: { type: 'object' as const },
    }));
    host.catalog = { ...host.catalog, tools };
    const panel = await open(host);
    await show(panel, 'Tools');
    await item(panel, 'tool-0').click();
    expect(await panel.page.getByRole('option').count()).toBeLessThan(60);
    await panel.page.getByRole('listbox').press('End');
    await panel.page.getByRole('heading', { name: 'tool-9999' }).waitFor();
    expect(await panel.page.getByRole('tab', { name: 'Tools' }).textContent()).toBe('Tools10k');
    // What fits best comes into view, wherever the list was.
    await panel.page.getByRole('searchbox').fill('77');
    await panel.page.getByText('tool-77', { exact: true }).waitFor();
  });

  it('follows the server when its tools change', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Tools');
    host.setCatalog({ tools: [{ name: 'brand-new', inputSchema: { type: 'object' } }] });
    await item(panel, 'brand-new').waitFor();
    host.setCatalog({ tools: [] });
    await panel.page.getByRole('heading', { name: 'No tools' }).waitFor();
    host.setCatalog({ errors: [{ method: 'tools/list', message: 'Out of order' }] });
    await panel.page.getByText('Out of order').waitFor();
  });

  it('says why it is not there before the server is ready', async () => {
    const host = everythingHost();
    host.catalog = { ...host.catalog, tools: [] };
    host.server = { ...host.server, state: { status: 'stopped' } };
    const panel = await open(host);
    await show(panel, 'Tools');
    await panel.page.getByText('Start the server to list its tools.').waitFor();
    await button(panel, 'Start server').click();
    await host.untilAsked('panel/start');
  });
});

describe('the form', () => {
  it('sends numbers as numbers, and nothing for what is left empty', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Get Sum');
    await field(panel, 'a').fill('2');
    await field(panel, 'b').fill('40.5');
    await button(panel, 'Run').click();
    await panel.page.getByText('The sum of 2 and 40 is 42.').waitFor();
    expect(sent(host)).toEqual([{ a: 2, b: 40.5 }]);
  });

  it('shows what does not fit beside its field, and sends it only on purpose', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Echo Tool');
    await button(panel, 'Run').click();
    const message = field(panel, 'message');
    await panel.page.locator('.field-errors').getByText('Required.').waitFor();
    expect(await message.getAttribute('aria-invalid')).toBe('true');
    await panel.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    expect(sent(host)).toEqual([]);
    await button(panel, 'Run anyway').click();
    await panel.page.getByText('The tool ran and reports an error').waitFor();
    expect(sent(host)).toEqual([{}]);
    await message.fill('x');
    await panel.page.locator('.field-errors').waitFor({ state: 'detached' });
  });

  it('draws nested objects, lists, choices and references', async () => {
    const host = withTool({
      $defs: { point: { type: 'object', required: ['x'], properties: { x: { type: 'number' } } } },
      required: ['at', 'shape'],
      properties: {
        at: { $ref: '#/$defs/point' },
        path: { type: 'array', items: { $ref: '#/$defs/point' } },
        shape: {
          oneOf: [
            {
              title: 'Circle',
              type: 'object',
              required: ['r'],
              properties: { r: { type: 'integer' } },
            },
            { title: 'Label', type: 'string' },
          ],
        },
        colour: { enum: ['red', 'blue'] },
        sides: { type: 'array', uniqueItems: true, items: { enum: ['left', 'right'] } },
        note: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null },
        on: { type: 'boolean', default: true, description: 'Says whether' },
        extra: { type: 'object', additionalProperties: { type: 'string' } },
      },
    });
    const panel = await open(host);
    await openTool(panel, 'tried');
    const fields = (name: string) => panel.page.getByLabel(new RegExp(`^${name}\\b`));
    await panel.page.getByText('Says whether').waitFor();
    await fields('x').first().fill('1');
    await button(panel, 'Add').first().click();
    await fields('x').nth(1).fill('2.5');
    await field(panel, 'r').fill('3');
    await field(panel, 'colour').selectOption({ label: 'blue' });
    await panel.page.getByLabel('right', { exact: true }).check();
    await panel.page.getByLabel('left', { exact: true }).check();
    await button(panel, 'Run').click();
    await panel.page.getByText('done').waitFor();
    expect(sent(host)[0]).toEqual({
      at: { x: 1 },
      path: [{ x: 2.5 }],
      shape: { r: 3 },
      colour: 'blue',
      sides: ['left', 'right'],
      note: null,
      on: true,
    });

    await panel.page
      .locator('select')
      .filter({ hasText: 'Circle' })
      .selectOption({ label: 'Label' });
    await field(panel, 'Label').fill('north');
    const isNull = panel.page.getByLabel('Send null for note');
    expect(await isNull.isChecked()).toBe(true);
    await field(panel, 'note').fill('seen');
    expect(await isNull.isChecked()).toBe(false);
    await button(panel, 'Run').click();
    await host.untilAsked('inspector/call', 2);
    expect(sent(host)[1]).toMatchObject({ shape: 'north', note: 'seen' });
  });

  it('draws what newer words of JSON Schema mean', async () => {
    const host = withTool({
      $defs: { spot: { $anchor: 'spot', type: 'string', title: 'By anchor' } },
      properties: {
        anchored: { $ref: '#spot' },
        pair: {
          type: 'array',
          prefixItems: [{ type: 'string', title: 'Key' }, { type: 'number' }],
          items: false,
        },
        untouched: { type: 'array', prefixItems: [{ type: 'string' }] },
        flag: { type: ['boolean', 'null'] },
        any: true,
        region: { type: 'string', 'x-mcp-header': 'Region' },
        card: { type: 'string' },
      },
      dependentSchemas: { card: { properties: { bill: { type: 'string' } }, required: ['bill'] } },
    });
    const panel = await open(host);
    await openTool(panel, 'tried');
    await field(panel, 'By anchor').fill('here');
    const pair = panel.page.getByRole('group', { name: 'pair' });
    await pair.getByLabel('Key', { exact: true }).fill('k');
    await pair.getByLabel('Item 2').fill('2');
    await field(panel, 'flag').selectOption({ label: 'null' });
    await panel.page.getByText('header Mcp-Param-Region').waitFor();
    await field(panel, 'region').fill('eu');
    await panel.page.getByText('Any value').waitFor();
    expect(await field(panel, 'bill').count()).toBe(0);
    await field(panel, 'card').fill('7');
    await field(panel, 'bill').fill('home');
    await button(panel, 'Run').click();
    await panel.page.getByText('done').waitFor();
    expect(sent(host)).toEqual([
      { anchored: 'here', pair: ['k', 2], flag: null, region: 'eu', card: '7', bill: 'home' },
    ]);
  });

  it('lets properties of any name be added', async () => {
    const host = withTool({ additionalProperties: { type: 'string' } });
    const panel = await open(host);
    await openTool(panel, 'tried');
    await button(panel, 'Add').click();
    const name = panel.page.getByRole('textbox', { name: 'Property name' });
    await name.fill('TOKEN');
    await name.blur();
    await panel.page.locator('.field-additional-value textarea').fill('abc');
    await button(panel, 'Run').click();
    await panel.page.getByText('done').waitFor();
    expect(sent(host)).toEqual([{ TOKEN: 'abc' }]);
  });

  it('gives way to JSON where a schema has no form', async () => {
    const host = withTool({ properties: { a: { $ref: 'https://example.com/far.json' } } });
    const panel = await open(host);
    await openTool(panel, 'tried');
    await button(panel, 'Write the arguments as JSON').click();
    await panel.page.getByLabel('Arguments as JSON').fill('{"a": 1}');
    await button(panel, 'Run').click();
    await panel.page.getByText('done').waitFor();
    expect(sent(host)).toEqual([{ a: 1 }]);
    // What a form cannot do is said on the console too, by React.
    panel.complaints.length = 0;
  });
});

describe('the arguments as JSON', () => {
  it('are the same as in the form, both ways', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Get Sum');
    await field(panel, 'a').fill('7');
    await button(panel, 'JSON').click();
    const json = panel.page.getByLabel('Arguments as JSON');
    expect(JSON.parse(await writtenIn(json))).toEqual({ a: 7 });
    await json.fill('{ "a": 7, "b": 35, "more": true }');
    await button(panel, 'Form').click();
    expect(await field(panel, 'b').inputValue()).toBe('35');
    await button(panel, 'Run').click();
    await host.untilAsked('inspector/call');
    expect(sent(host)).toEqual([{ a: 7, b: 35, more: true }]);
  });

  it('stay as they are while they cannot be read', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Echo Tool');
    await button(panel, 'JSON').click();
    const json = panel.page.getByLabel('Arguments as JSON');
    await json.fill('{ "message": ');
    await panel.page
      .getByText(/JSON/)
      .filter({ hasText: /position|end of/i })
      .waitFor();
    await button(panel, 'Form').click();
    expect(await writtenIn(json)).toBe('{ "message": ');
    expect(await button(panel, 'Run').getAttribute('disabled')).not.toBeNull();
    await json.press('Control+Enter');
    await json.fill('{ "message": "mended" }');
    await json.press('Control+Enter');
    await panel.page.getByText('Echo: Hello').waitFor();
    expect(sent(host)).toEqual([{ message: 'mended' }]);
  });

  it('are completed from the schema, and marked where they do not fit', async () => {
    const host = withTool({
      properties: {
        colour: { enum: ['red', 'blue'], description: 'Of the whole' },
        size: { type: 'integer' },
      },
      required: ['size'],
    });
    const panel = await open(host);
    const { page } = panel;
    await openTool(panel, 'tried');
    await button(panel, 'JSON').click();
    const json = page.getByLabel('Arguments as JSON').and(page.locator('.cm-content'));
    const editor = page.locator('.json-editor-host');
    // The bracket stands where what is missing belongs.
    await editor.locator('.cm-lintRange').getByText('{', { exact: true }).waitFor();
    await json.fill('{}');
    await json.press('ArrowLeft');
    await page.keyboard.type('"');
    await page.getByRole('option', { name: '"colour"' }).waitFor();
    await page.getByRole('option', { name: '"size"' }).click();
    await page.keyboard.type('"x"');
    await page.getByLabel('Arguments as JSON').press('End');
    const marked = editor.locator('.cm-lintRange').getByText('"x"', { exact: true });
    await marked.hover();
    await page.getByText('Must be a whole number.').waitFor();
    await json.fill('{"size": 3, "colour": }');
    await json.press('ArrowLeft');
    await json.press('Control+ ');
    await page.getByRole('option', { name: '"blue"' }).waitFor();
    await page.getByRole('option', { name: '"blue"' }).click();
    expect(await writtenIn(json)).toBe('{"size": 3, "colour": "blue"}');
    await json.press('Control+Enter');
    await page.getByText('done').waitFor();
    expect(sent(host)).toEqual([{ size: 3, colour: 'blue' }]);
  });

  it('go back to the defaults on demand', async () => {
    const panel = await open(everythingHost());
    await openTool(panel, 'Get Resource Links');
    await field(panel, 'count').fill('9');
    await button(panel, 'Reset arguments to their defaults').click();
    expect(await field(panel, 'count').inputValue()).toBe('3');
  });
});

describe('a call that runs', () => {
  it('shows its progress, and is cancelled with Escape', async () => {
    const host = everythingHost();
    host.answer = () => undefined;
    const panel = await open(host);
    await openTool(panel, 'Trigger Long');
    await button(panel, 'Run').click();
    await button(panel, 'Cancel').waitFor();
    const [call] = host.calls;
    if (call) host.setCall({ ...call, progress: { progress: 2, total: 5, message: 'Part two' } });
    await panel.page.getByText('Part two 2 of 5').waitFor();
    const bar = panel.page.getByRole('progressbar', { name: 'Progress of the call' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('2');
    await panel.page.keyboard.press('Escape');
    await panel.page.getByText('The call was cancelled.').waitFor();
    expect(host.askedFor('inspector/cancel')).toMatchObject([{ callId: call?.id }]);
  });

  it('goes on while the panel is reloaded', async () => {
    const host = everythingHost();
    host.answer = () => undefined;
    const panel = await open(host);
    await openTool(panel, 'Trigger Long');
    await button(panel, 'Run').click();
    await button(panel, 'Cancel').waitFor();
    await panel.reload();
    await button(panel, 'Cancel').waitFor();
    const [call] = host.calls;
    const result = { content: [{ type: 'text', text: 'It ended after the reload' }] };
    if (call) host.setCall({ ...call, status: 'succeeded', endedAt: call.startedAt + 5, result });
    await panel.page.getByText('It ended after the reload').waitFor();
  });
});

describe('a result', () => {
  it('tells the error of the tool from the error of the protocol', async () => {
    const host = everythingHost();
    const panel = await open(host);
    host.answer = () => ({
      status: 'failed',
      error: { code: -32602, message: 'No', data: { at: 1 } },
    });
    await openTool(panel, 'Print Environment');
    await button(panel, 'Run').click();
    await panel.page.getByText('Request failed').waitFor();
    await panel.page.getByText('JSON-RPC error -32602 (invalid params)').waitFor();
    await panel.page.getByRole('tree', { name: 'Data of the error' }).waitFor();
    const content = [{ type: 'text', text: 'No such file' }];
    host.answer = () => ({ status: 'succeeded', result: { isError: true, content } });
    await button(panel, 'Run').click();
    await panel.page.getByText('The tool ran and reports an error').waitFor();
    await panel.page.getByText('No such file').waitFor();
    host.answer = () => ({ status: 'timedOut' });
    await button(panel, 'Run').click();
    await panel.page.getByText('The server did not answer in time.').waitFor();
  });

  it('shows images', async () => {
    const panel = await open(everythingHost());
    await openTool(panel, 'Get Tiny Image');
    await button(panel, 'Run').click();
    const image = panel.page.locator('.result').getByRole('img');
    await image.waitFor();
    expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(20);
  });

  it('plays sound, and says what cannot be shown', async () => {
    const host = everythingHost();
    const wav = `UklGRiYAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQIAAAAAAA==`;
    const content = [
      { type: 'audio', data: wav, mimeType: 'audio/wav' },
      { type: 'image', data: 'AAAA', mimeType: 'image/png' },
      { type: 'resource', resource: { uri: 'a://b', blob: 'AAAA', mimeType: 'application/zip' } },
    ];
    host.answer = () => ({ status: 'succeeded', result: { content } });
    const panel = await open(host);
    await openTool(panel, 'Echo Tool');
    await field(panel, 'message').fill('x');
    await button(panel, 'Run').click();
    await panel.page.locator('audio').waitFor();
    await panel.page.getByText('This cannot be shown.').waitFor();
    await panel.page.getByText('application/zip, 3 B').waitFor();
  });

  it('folds structured content, and checks it against the output schema', async () => {
    const host = withTool(
      {},
      {
        outputSchema: {
          type: 'object',
          properties: { n: { type: 'number' } },
          required: ['n', 'm'],
        },
      },
    );
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`p${index}`, index]));
    const deep = { a: { b: { c: 1, ...many } } };
    const result = { content: [], structuredContent: { n: 'x', deep } };
    host.answer = () => ({ status: 'succeeded', result });
    const panel = await open(host);
    await openTool(panel, 'tried');
    await button(panel, 'Run').click();
    await panel.page.getByRole('listitem').getByText('n: Must be a number.').waitFor();
    const tree = panel.page.getByRole('tree', { name: 'Structured content' });
    const rows = tree.getByRole('treeitem');
    await rows.filter({ hasText: '"n": "x"' }).getByText('Must be a number.').waitFor();
    expect(await rows.first().textContent()).toBe('{ m: Required.');
    expect(await tree.getByText('"c"').count()).toBe(0);
    await tree.focus();
    for (const key of ['End', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowRight'])
      await panel.page.keyboard.press(key);
    await tree.getByText('"c"').waitFor();
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('ArrowLeft');
    expect(await tree.getByRole('treeitem').count()).toBe(1);
  });

  it('of any length is shown in part, and opened whole', async () => {
    const host = everythingHost();
    const text = 'x'.repeat(5_000_000);
    host.answer = () => ({ status: 'succeeded', result: { content: [{ type: 'text', text }] } });
    const panel = await open(host);
    await openTool(panel, 'Print Environment');
    await button(panel, 'Run').click();
    await panel.page.getByText('The first 50,000 of 5,000,000 characters').waitFor();
    const shown = await panel.page.locator('pre').textContent();
    expect(shown?.length).toBe(50_000);
    await button(panel, 'Open all of it in the editor').click();
    await host.untilAsked('panel/openText');
    const [opened] = host.askedFor('panel/openText');
    expect(opened?.text.length).toBe(5_000_000);
  });

  it('is looked at as text of one kind or another', async () => {
    const host = everythingHost();
    const content = [
      { type: 'text', text: '# Head\n\n*set*' },
      {
        type: 'resource',
        resource: { uri: 'a://t.csv', mimeType: 'text/csv', text: 'name,n\n"a, b",1\nc,2\n' },
      },
    ];
    host.answer = () => ({ status: 'succeeded', result: { content } });
    const panel = await open(host);
    await openTool(panel, 'Print Environment');
    await button(panel, 'Run').click();
    await panel.page.getByText('# Head').waitFor();
    await button(panel, 'Markdown').click();
    await panel.page.getByRole('heading', { name: 'Head' }).waitFor();
    const embedded = panel.page.getByRole('region', { name: 'Embedded resource a://t.csv' });
    await embedded.getByRole('cell', { name: 'a, b' }).waitFor();
    expect(await embedded.getByRole('columnheader').allTextContents()).toEqual(['name', 'n']);
    await embedded.getByRole('button', { name: 'Plain' }).click();
    await embedded.getByText('"a, b",1').waitFor();
    await embedded.getByRole('button', { name: 'Read it from the server' }).click();
    await host.untilAsked('inspector/call', 2);
    expect(host.askedFor('inspector/call')[1]?.params).toEqual({ uri: 'a://t.csv' });
  });

  it('is an image to look at closely, and a file to keep', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Get Tiny Image');
    await button(panel, 'Run').click();
    const image = panel.page.locator('.result').getByRole('img');
    await panel.page.getByText('20 × 20').waitFor();
    const width = () => image.evaluate((one: HTMLImageElement) => one.clientWidth);
    await button(panel, 'Zoom in').click();
    await button(panel, 'Zoom in').click();
    expect(await width()).toBe(31);
    await button(panel, 'Actual size').click();
    expect(await width()).toBe(20);
    await button(panel, 'Save as a file').click();
    await host.untilAsked('panel/saveBytes');
    expect(host.askedFor('panel/saveBytes')[0]).toMatchObject({ name: 'result-2.png' });
  });

  it('is a PDF to be saved, for no panel can show it', async () => {
    const host = everythingHost();
    const resource = { uri: 'docs://a/report', blob: 'AAAA', mimeType: 'application/pdf' };
    const content = [{ type: 'resource', resource }];
    host.answer = () => ({ status: 'succeeded', result: { content } });
    const panel = await open(host);
    await openTool(panel, 'Print Environment');
    await button(panel, 'Run').click();
    await panel.page.getByText('VS Code shows no PDF in a panel.').waitFor();
    await button(panel, 'Save…').click();
    await host.untilAsked('panel/saveBytes');
    expect(host.askedFor('panel/saveBytes')).toEqual([{ name: 'report.pdf', base64: 'AAAA' }]);
  });

  it('opens the files and pages that it links', async () => {
    const host = everythingHost();
    const link = { type: 'resource_link', name: 'x', size: 2048, mimeType: 'text/plain' };
    const content = [
      { ...link, uri: 'file:///home/ada/a%20b.txt' },
      { ...link, uri: 'https://example.com/x' },
    ];
    host.answer = () => ({ status: 'succeeded', result: { content } });
    const panel = await open(host);
    await openTool(panel, 'Print Environment');
    await button(panel, 'Run').click();
    await panel.page.getByText('text/plain, 2 KB').first().waitFor();
    await button(panel, 'Open the file in VS Code').click();
    await button(panel, 'Open in the browser').click();
    await host.untilAsked('panel/openExternal');
    expect(host.askedFor('panel/openFile')).toEqual([{ path: '/home/ada/a b.txt' }]);
    expect(host.askedFor('panel/openExternal')).toEqual([{ url: 'https://example.com/x' }]);
  });

  it('lacks the structured content that the tool promised', async () => {
    const host = withTool({}, { outputSchema: { type: 'object' } });
    const panel = await open(host);
    await openTool(panel, 'tried');
    await button(panel, 'Run').click();
    await panel.page.getByText('It sent none.').waitFor();
  });

  it('leads to the resource that it links', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Get Resource Links');
    await button(panel, 'Run').click();
    await button(panel, 'Text Resource 2').click();
    await host.untilAsked('inspector/call', 2);
    expect(host.askedFor('inspector/call')[1]).toMatchObject({
      method: 'resources/read',
      params: { uri: 'demo://resource/dynamic/text/2' },
    });
    await panel.page.getByRole('heading', { name: 'demo://resource/dynamic/text/2' }).waitFor();
  });

  it('of an earlier call can be looked at again', async () => {
    const host = everythingHost();
    let count = 0;
    host.answer = () => ({
      status: 'succeeded',
      result: { content: [{ type: 'text', text: `answer ${++count}` }] },
    });
    const panel = await open(host);
    await openTool(panel, 'Print Environment');
    await button(panel, 'Run').click();
    await panel.page.getByText('answer 1').waitFor();
    await button(panel, 'Run').click();
    await panel.page.getByText('answer 2').waitFor();
    // After a reload the older result is fetched on demand.
    await panel.reload();
    await panel.page.getByText('answer 2').waitFor();
    await panel.page.getByLabel('Calls, newest first').selectOption({ index: 1 });
    await panel.page.getByText('answer 1').waitFor();
    await button(panel, 'Run').click();
    await panel.page.getByText('answer 3').waitFor();
  });

  it('that is told twice, as text and structured, is shown once', async () => {
    const panel = await open(everythingHost());
    await openTool(panel, 'Get Structured');
    await field(panel, 'location').selectOption({ label: 'Chicago' });
    await button(panel, 'Run').click();
    await panel.page.getByText('The text says the same in JSON.').waitFor();
    expect(await panel.page.getByText('"humidity"').count()).toBe(1);
  });

  it('gives its arguments back to the form', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Get Sum');
    await field(panel, 'a').fill('1');
    await field(panel, 'b').fill('2');
    await button(panel, 'Run').click();
    await panel.page.getByText('Succeeded').waitFor();
    const again = button(panel, 'Use the arguments of this call again');
    expect(await again.count()).toBe(0);
    await field(panel, 'a').fill('99');
    await again.click();
    expect(await field(panel, 'a').inputValue()).toBe('1');
  });

  it('is copied and opened as JSON', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await openTool(panel, 'Get Structured');
    await field(panel, 'location').selectOption({ label: 'Chicago' });
    await button(panel, 'Run').click();
    await button(panel, 'Copy the whole answer as JSON').click();
    await host.untilAsked('panel/copyText');
    const [copied] = host.askedFor('panel/copyText');
    expect(JSON.parse(copied?.text ?? '')).toHaveProperty('structuredContent');
  });
});

it('keeps what is written when the panel is hidden and shown again', async () => {
  const panel = await open(everythingHost());
  await openTool(panel, 'Echo Tool');
  await field(panel, 'message').fill('half a sent');
  await expect.poll(() => JSON.stringify(panel.state())).toContain('half a sent');
  await panel.reload();
  await panel.page.getByRole('heading', { name: 'Echo Tool' }).waitFor();
  expect(await field(panel, 'message').inputValue()).toBe('half a sent');
});

it('fills in again what was last sent, also in another panel', async () => {
  const host = everythingHost();
  const first = await open(host);
  await openTool(first, 'Echo Tool');
  await field(first, 'message').fill('once more');
  await button(first, 'Run').click();
  await first.page.getByText('Echo: Hello').waitFor();
  await first.close();
  const second = await open(host);
  await openTool(second, 'Echo Tool');
  await expect.poll(() => field(second, 'message').inputValue()).toBe('once more');
});

describe('calls that are saved', () => {
  it('are kept by name, run, renamed and deleted', async () => {
    const host = everythingHost();
    const panel = await open(host);
    const { page } = panel;
    await openTool(panel, 'Echo Tool');
    await field(panel, 'message').fill('first');
    await button(panel, 'Save this call').click();
    await page.getByLabel('Name of the call').fill('Greeting');
    await page.keyboard.press('Enter');
    const greeting = button(panel, 'Greeting');
    expect(await greeting.getAttribute('aria-pressed')).toBe('true');
    await field(panel, 'message').fill('other');
    expect(await greeting.getAttribute('aria-pressed')).toBe('false');
    await greeting.click();
    expect(await field(panel, 'message').inputValue()).toBe('first');

    await panel.reload();
    await field(panel, 'message').fill('other');
    await button(panel, 'Run “Greeting”').click();
    await page.getByText('Echo: Hello').waitFor();
    expect(sent(host)).toEqual([{ message: 'first' }]);

    await button(panel, 'Rename “Greeting”').click();
    await page.getByLabel('New name of the call').fill('Salute');
    await button(panel, 'Save').click();
    await button(panel, 'Salute').waitFor();
    expect(await greeting.count()).toBe(0);
    await button(panel, 'Rename “Salute”').click();
    await page.keyboard.press('Escape');
    await button(panel, 'Delete “Salute”').click();
    await button(panel, 'Salute').waitFor({ state: 'detached' });
    expect(host.memory).toEqual({ 'last call of echo': { arguments: { message: 'first' } } });
  });
});

describe('the request', () => {
  it('carries the _meta that a person gives it', async () => {
    const host = everythingHost();
    const panel = await open(host);
    const { page } = panel;
    await openTool(panel, 'Echo Tool');
    await field(panel, 'message').fill('x');
    await button(panel, 'Add _meta').click();
    const meta = page.getByLabel('_meta as JSON');
    await meta.fill('[]');
    await page.getByText('_meta must be a JSON object').waitFor();
    expect(await button(panel, 'Run').getAttribute('disabled')).not.toBeNull();
    await meta.fill('{"com.example/trace": 7}');
    await meta.press('Control+Enter');
    await page.getByText('Echo: Hello').waitFor();
    const params = { name: 'echo', arguments: { message: 'x' } };
    const withMeta = { ...params, _meta: { 'com.example/trace': 7 } };
    expect(host.askedFor('inspector/call').map((one) => one.params)).toEqual([withMeta]);
    // Sent again as it was, whatever is written by now.
    await button(panel, 'Remove _meta').click();
    await button(panel, 'Run this call again').click();
    await host.untilAsked('inspector/call', 2);
    expect(host.askedFor('inspector/call')[1]?.params).toEqual(withMeta);
  });

  it.each([
    ['optional', 'Run as task'],
    ['required', 'Run'],
  ] as const)('asks for a task where the tool says %s', async (support, name) => {
    const host = withTool({}, { execution: { taskSupport: support } });
    const { session } = host.server;
    if (!session) throw new Error('There is no session');
    const tasks = { requests: { tools: { call: {} } } };
    const capabilities = { ...session.capabilities, tasks };
    host.server = { ...host.server, session: { ...session, capabilities } };
    const panel = await open(host);
    await openTool(panel, 'tried');
    await button(panel, name).click();
    await host.untilAsked('inspector/call');
    expect(host.askedFor('inspector/call')[0]?.params).toMatchObject({ task: {} });
    if (support === 'required') return;
    await button(panel, 'Run').click();
    await host.untilAsked('inspector/call', 2);
    expect(host.askedFor('inspector/call')[1]?.params).not.toHaveProperty('task');
  });
});

it('compares a result with the one before it', async () => {
  const host = everythingHost();
  let count = 0;
  host.answer = () => ({ status: 'succeeded', result: { content: [], count: ++count } });
  const panel = await open(host);
  await openTool(panel, 'Print Environment');
  await button(panel, 'Run').click();
  await panel.page.getByText('Succeeded').waitFor();
  const compare = button(panel, 'Compare with the previous result');
  expect(await compare.count()).toBe(0);
  await button(panel, 'Run').click();
  await compare.click();
  await host.untilAsked('panel/compareTexts');
  const [asked] = host.askedFor('panel/compareTexts');
  expect(JSON.parse(asked?.before ?? '')).toMatchObject({ count: 1 });
  expect(JSON.parse(asked?.after ?? '')).toMatchObject({ count: 2 });
});
