import { describe, expect, it } from 'vitest';
import { everythingHost } from './harness/everything';
import { button, item, show, usePanel } from './harness/usePanel';

const open = usePanel();

const twoTurns = {
  messages: [
    { role: 'user', content: { type: 'text', text: '*Look*' } },
    {
      role: 'assistant',
      content: { type: 'resource', resource: { uri: 'a://b', text: 'It' } },
    },
  ],
};

describe('a prompt', () => {
  it('is got with its arguments, as a conversation', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'args-prompt').click();
    await panel.page.getByText('Fill in “city” first').waitFor();
    await panel.page.getByLabel(/^city/).fill('Paris');
    await panel.page.getByLabel(/^city/).press('Control+Enter');
    const conversation = panel.page.getByRole('list', { name: 'Messages of the prompt' });
    await conversation.getByText("What's weather in Paris").waitFor();
    await conversation.getByText('User').waitFor();
    expect(host.askedFor('inspector/call')).toMatchObject([
      { method: 'prompts/get', params: { name: 'args-prompt', arguments: { city: 'Paris' } } },
    ]);
  });

  it('completes its arguments, each by the others', async () => {
    const host = everythingHost();
    host.complete = ({ name, value }, others) => ({
      values: [`${name} ${value} ${JSON.stringify(others)}`],
    });
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'completable-prompt').click();
    const department = panel.page.getByRole('combobox', { name: /^department/ });
    await department.fill('Sales');
    const name = panel.page.getByRole('combobox', { name: /^name/ });
    await name.fill('D');
    const proposed = 'name D {"department":"Sales"}';
    await panel.page.getByRole('option', { name: proposed }).click();
    expect(await name.inputValue()).toBe(proposed);
    expect(host.askedFor('inspector/complete').at(-1)).toMatchObject({
      ref: { type: 'ref/prompt', name: 'completable-prompt' },
      argument: { name: 'name', value: 'D' },
    });
  });

  it('takes an argument of several lines', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'args-prompt').click();
    await panel.page.getByLabel(/^city/).fill('ab');
    await panel.page.getByLabel(/^city/).press('Shift+Enter');
    await panel.page.locator('textarea:focus').waitFor();
    await panel.page.keyboard.type('c');
    await expect.poll(() => JSON.stringify(panel.state())).toContain('"city":"ab\\nc"');
    await panel.page.keyboard.press('Control+Enter');
    await host.untilAsked('inspector/call');
    expect(host.askedFor('inspector/call')[0]?.params.arguments).toEqual({ city: 'ab\nc' });
  });

  it('shows each message by its role and type', async () => {
    const host = everythingHost();
    host.answer = () => ({ status: 'succeeded', result: twoTurns });
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'simple-prompt').click();
    await button(panel, 'Get prompt').click();
    const turns = panel.page.locator('.turn');
    await turns.nth(1).getByText('a://b').waitFor();
    // Markdown is set.
    await turns.nth(0).locator('em', { hasText: 'Look' }).waitFor();
    expect(await turns.locator('.turn-role').allTextContents()).toEqual(['User', 'Assistant']);
  });

  it('is copied as Markdown, as text, or one message of it', async () => {
    const host = everythingHost();
    host.answer = () => ({ status: 'succeeded', result: twoTurns });
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'simple-prompt').click();
    await button(panel, 'Get prompt').click();
    await button(panel, 'Copy the conversation as Markdown').click();
    await button(panel, 'Copy the conversation as plain text').click();
    await button(panel, 'Copy message 1').click();
    await button(panel, 'Copy the whole answer as JSON').click();
    await host.untilAsked('panel/copyText', 4);
    expect(host.askedFor('panel/copyText').map(({ text }) => text)).toEqual([
      '## User\n\n*Look*\n\n## Assistant\n\n`a://b`\n\n```\nIt\n```\n',
      'User: *Look*\n\nAssistant: a://b\n\nIt\n',
      '*Look*',
      JSON.stringify(twoTurns, null, 2),
    ]);
  });

  it('is got again with the arguments of any call, which then stand in the form', async () => {
    const host = everythingHost();
    host.answer = ({ params }) => {
      const { city } = params.arguments as { city: string };
      const content = { type: 'text', text: `weather in ${city}` };
      return { status: 'succeeded', result: { messages: [{ role: 'user', content }] } };
    };
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'args-prompt').click();
    const city = panel.page.getByLabel(/^city/);
    for (const [index, name] of ['Paris', 'Rome'].entries()) {
      await city.fill(name);
      await city.press('Control+Enter');
      await host.untilAsked('inspector/call', index + 1);
      await panel.page.getByText(`weather in ${name}`).waitFor();
    }
    await panel.page.getByLabel('Calls, newest first').selectOption('call-1');
    await button(panel, 'Get again with the same arguments').click();
    await host.untilAsked('inspector/call', 3);
    expect(host.askedFor('inspector/call')[2]?.params).toEqual({
      name: 'args-prompt',
      arguments: { city: 'Paris' },
    });
    expect(await city.inputValue()).toBe('Paris');
    await panel.reload();
    expect(await city.inputValue()).toBe('Paris');
  });

  it('that waits for an answer of the person says so', async () => {
    const host = everythingHost();
    host.answer = () => ({ status: 'inputRequired' });
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'simple-prompt').click();
    await button(panel, 'Get prompt').click();
    await panel.page.getByText('Waiting for your answer').first().waitFor();
  });

  it('whose messages are none is shown as it came', async () => {
    const host = everythingHost();
    host.answer = () => ({ status: 'succeeded', result: { messages: ['odd'] } });
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'simple-prompt').click();
    await button(panel, 'Get prompt').click();
    await panel.page.getByRole('tree', { name: 'Result' }).getByText('odd').waitFor();
  });
});
