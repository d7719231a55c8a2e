import { describe, expect, it } from 'vitest';
import { everythingHost } from './harness/everything';
import { button, item, show, usePanel } from './harness/usePanel';

const open = usePanel();

describe('resources', () => {
  it('are read, and shown by their type', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Resources');
    await item(panel, 'architecture.md').click();
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

  it('are made from templates', async () => {
    const host = everythingHost();
    const panel = await open(host);
    await show(panel, 'Resources');
    await item(panel, 'Dynamic Text Resource').click();
    await panel.page.getByText('Fill in “resourceId” first').waitFor();
    expect(await button(panel, 'Read').getAttribute('disabled')).not.toBeNull();
    await panel.page.getByLabel(/^resourceId/).fill('7 a');
    await panel.page.getByText('demo://resource/dynamic/text/7%20a').waitFor();
    await button(panel, 'Read').click();
    await host.untilAsked('inspector/call');
    expect(host.askedFor('inspector/call')[0]).toMatchObject({
      method: 'resources/read',
      params: { uri: 'demo://resource/dynamic/text/7%20a' },
    });
  });

  it('that cannot be read say why', async () => {
    const host = everythingHost();
    host.answer = () => ({ status: 'failed', error: { code: -32002, message: 'Not found' } });
    const panel = await open(host);
    await show(panel, 'Resources');
    await item(panel, 'features.md').click();
    await button(panel, 'Read').click();
    await panel.page.getByText('Not found JSON-RPC error -32002').waitFor();
  });
});

describe('prompts', () => {
  it('are got with their arguments, as a conversation', async () => {
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

  it('show each message by its role and type', async () => {
    const host = everythingHost();
    host.answer = () => ({
      status: 'succeeded',
      result: {
        messages: [
          { role: 'user', content: { type: 'text', text: 'Look' } },
          {
            role: 'assistant',
            content: { type: 'resource', resource: { uri: 'a://b', text: 'It' } },
          },
        ],
      },
    });
    const panel = await open(host);
    await show(panel, 'Prompts');
    await item(panel, 'simple-prompt').click();
    await button(panel, 'Get prompt').click();
    const turns = panel.page.locator('.turn');
    await turns.nth(1).getByText('a://b').waitFor();
    expect(await turns.locator('.turn-role').allTextContents()).toEqual(['User', 'Assistant']);
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
