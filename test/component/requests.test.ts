import { describe, expect, it } from 'vitest';
import type { PendingRequest } from '../../src/shared/model/pendingRequest';
import type { SessionSummary } from '../../src/shared/model/session';
import { everythingHost, readyServer } from './harness/everything';
import type { Panel } from './harness/panelPage';
import { address, form, roots, rounds, sampling, waitingCall } from './harness/serverRequests';
import { button, item, openTool, show, usePanel, writtenIn } from './harness/usePanel';

const open = usePanel();

async function openWith(...requests: PendingRequest[]) {
  const host = everythingHost();
  host.requests = requests;
  const panel = await open(host);
  await show(panel, 'Requests');
  return { host, panel };
}

const tab = (panel: Panel, name: string) => panel.page.getByRole('tab', { name });
const session = readyServer.session as SessionSummary;
const answers = (host: ReturnType<typeof everythingHost>) =>
  host.askedFor('inspector/answer').map(({ answer }) => answer);

describe('what waits', () => {
  it('is counted in the tab, shown at once, and gone when it is answered', async () => {
    const { host, panel } = await openWith(form());
    const badge = tab(panel, 'Requests').getByTitle('1 request waits for your answer');
    await badge.waitFor();
    await item(panel, 'Please confirm your booking').waitFor();
    await panel.page.getByLabel(/^User name/).fill('ada');
    await button(panel, 'Accept').click();
    await panel.page.getByText('Answered', { exact: true }).first().waitFor();
    expect(answers(host)).toEqual([
      { result: { action: 'accept', content: { username: 'ada', seats: 2, window: true } } },
    ]);
    expect(await badge.count()).toBe(0);
    // The button is gone, the place is not.
    expect(await panel.page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  });

  it('comes while something else is looked at, and does not take its place', async () => {
    const { host, panel } = await openWith(form());
    const field = panel.page.getByLabel(/^User name/);
    await field.fill('ad');
    host.setRequest(sampling());
    await item(panel, 'What is the capital of France?').waitFor();
    expect(await field.inputValue()).toBe('ad');
    await tab(panel, 'Requests').getByTitle('2 requests wait for your answer').waitFor();
  });

  it('keeps what was written over a reload', async () => {
    const { host, panel } = await openWith(form(), sampling());
    await panel.page.getByLabel(/^User name/).fill('Grace');
    await expect.poll(() => JSON.stringify(panel.state())).toContain('Grace');
    await panel.reload();
    await expect.poll(() => panel.page.getByLabel(/^User name/).inputValue()).toBe('Grace');
    await button(panel, 'Accept').click();
    await host.untilAsked('inspector/answer');
    // What was written is forgotten with the request.
    await expect.poll(() => JSON.stringify(panel.state())).not.toContain('Grace');
  });

  it('times out before the eyes', async () => {
    const { panel } = await openWith(form({ deadline: Date.now() + 125_000 }));
    await panel.page.getByText(/^Times out in 2 min \d s$/).waitFor();
    await panel.page.clock.install();
    await panel.page.clock.runFor(100_000);
    await panel.page.getByText(/^Times out in 2\d s$/).waitFor();
  });

  it('is lost when the server is', async () => {
    const { host, panel } = await openWith(form());
    await panel.page.getByLabel(/^User name/).waitFor();
    host.setServer({ state: { status: 'stopped' } });
    await panel.page.getByText('Lost with its session').first().waitFor();
    expect(await button(panel, 'Accept').count()).toBe(0);
  });

  it('is linked from the call that waits for it', async () => {
    const host = everythingHost();
    host.calls = [waitingCall];
    host.requests = rounds();
    const panel = await open(host);
    await openTool(panel, 'Get Sum');
    await panel.page.locator('.call-bar').getByText('Waiting for your answer').waitFor();
    await button(panel, 'Answer').click();
    await panel.page.getByText('Step 2: What is your favorite color?').first().waitFor();
  });

  it('is found again in every session of the server', async () => {
    const host = everythingHost();
    host.server = { ...host.server, otherSessions: [{ ...session, id: 'session-2' }] };
    host.requests = [form(), sampling({ sessionId: 'session-2' })];
    const panel = await open(host);
    await panel.page
      .getByRole('status')
      .getByText('2 requests wait for your answer')
      .waitFor({ state: 'attached' });
    await show(panel, 'Requests');
    await item(panel, 'What is the capital of France?').click();
    await button(panel, 'Decline').click();
    await host.untilAsked('inspector/answer');
    expect(host.askedFor('inspector/answer')).toMatchObject([{ sessionId: 'session-2' }]);
  });

  it('is nothing, and says what would be', async () => {
    const { panel } = await openWith();
    await panel.page.getByText('Nothing waits for you').waitFor();
  });

  it('says why it could not be answered, and can be answered again', async () => {
    const { host, panel } = await openWith(address());
    host.refusals.set('inspector/answer', 'The request waits for no answer: timedOut.');
    await button(panel, 'Decline').click();
    await panel.page.getByRole('alert').getByText('The request waits for no answer').waitFor();
    host.refusals.clear();
    await button(panel, 'Decline').click();
    await panel.page.getByText('Declined', { exact: true }).first().waitFor();
  });
});

describe('a form', () => {
  it('that does not fit says so, and can be sent on purpose', async () => {
    const { host, panel } = await openWith(form());
    await panel.page.getByLabel(/^User name/).fill('a');
    await button(panel, 'Accept').click();
    await panel.page.getByText('The answer does not fit what the server asks for').waitFor();
    expect(answers(host)).toEqual([]);
    await button(panel, 'Send it anyway').click();
    await host.untilAsked('inspector/answer');
    expect(answers(host)).toMatchObject([{ result: { content: { username: 'a' } } }]);
  });

  it('is written as JSON, sent by keyboard, kept by name and used again', async () => {
    const { host, panel } = await openWith(form());
    await button(panel, 'JSON').click();
    const json = panel.page.getByLabel('Answer as JSON');
    await json.fill('{ "username": "Grace", "seats": 4 }');
    await panel.page.getByLabel('Name to save this answer under').fill('Grace’s booking');
    await button(panel, 'Save this answer').click();
    await host.untilAsked('panel/saveAnswer');
    await json.press('ControlOrMeta+Enter');
    await host.untilAsked('inspector/answer');
    const content = { username: 'Grace', seats: 4 };
    expect(answers(host)).toEqual([{ result: { action: 'accept', content } }]);
    const params = { ...form().params, message: 'Once more, please' };
    host.setRequest(form({ id: 'form-2', params }));
    await item(panel, 'Once more, please').click();
    await panel.page.getByLabel('Use a saved answer').selectOption('Grace’s booking');
    await expect.poll(() => panel.page.getByLabel(/^User name/).inputValue()).toBe('Grace');
    await button(panel, 'Remove the saved answer “Grace’s booking”').click();
    await expect.poll(() => panel.page.getByLabel('Use a saved answer').count()).toBe(0);
  });

  it.each([
    ['Decline', 'decline'],
    ['Cancel', 'cancel'],
  ])('is refused by %s', async (name, action) => {
    const { host, panel } = await openWith(form());
    await button(panel, name).click();
    await host.untilAsked('inspector/answer');
    expect(answers(host)).toEqual([{ action }]);
  });
});

describe('an address', () => {
  it('is seen in full, opened by the host, and followed until it is complete', async () => {
    const { host, panel } = await openWith(address());
    await panel.page
      .getByText('https://accounts.example.org/sign-in?state=4f1c0de&next=%2Fdone')
      .waitFor();
    await panel.page.getByText('accounts.example.org', { exact: true }).waitFor();
    await button(panel, 'Open in browser').click();
    await panel.page.getByText('It was opened.').waitFor();
    expect(host.askedFor('panel/openExternal')).toHaveLength(1);
    await button(panel, 'Done').click();
    await panel.page
      .getByText('The server has not said yet that it is complete; it need not.')
      .waitFor();
    expect(answers(host)).toEqual([{ result: { action: 'accept' } }]);
    host.setRequest({ ...host.requests[0]!, completedAt: Date.now() });
    await panel.page.getByText(/The server says that it is complete/).waitFor();
  });

  it('that a refused call leads to lets the call be sent again', async () => {
    const host = everythingHost();
    host.calls = [waitingCall];
    host.requests = [
      address({ origin: { kind: 'refusal', callId: waitingCall.id }, status: 'answered' }),
    ];
    const panel = await open(host);
    await show(panel, 'Requests');
    await item(panel, 'Please sign in').click();
    await button(panel, 'Send the call again').click();
    await host.untilAsked('inspector/retry');
    expect(host.askedFor('inspector/retry')).toMatchObject([{ callId: waitingCall.id }]);
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'not an address'])(
    'that is %s is not opened',
    async (url) => {
      const { panel } = await openWith(address({ params: { mode: 'url', message: 'Go', url } }));
      await panel.page.getByText('It is no http or https address').waitFor();
      expect(await button(panel, 'Open in browser').count()).toBe(0);
    },
  );
});

describe('a question to a model', () => {
  it('is shown whole, and answered by hand', async () => {
    const { host, panel } = await openWith(sampling());
    const conversation = panel.page.getByRole('list', { name: 'Messages for the model' });
    expect(await conversation.getByRole('listitem').count()).toBe(3);
    await panel.page.getByText('You are a helpful geographer.').waitFor();
    await panel.page.getByText('100 tokens').waitFor();
    await panel.page.getByText('sonnet', { exact: true }).waitFor();
    await panel.page.getByText('VS Code offers no language model here.').waitFor();
    await panel.page.getByLabel('Answer', { exact: true }).fill('Paris');
    await panel.page.getByLabel('Model', { exact: true }).fill('me');
    await button(panel, 'Send answer').click();
    await host.untilAsked('inspector/answer');
    const content = { type: 'text', text: 'Paris' };
    expect(answers(host)).toEqual([
      { result: { role: 'assistant', content, model: 'me', stopReason: 'endTurn' } },
    ]);
  });

  it('is written as JSON as well, and answered by an error', async () => {
    const { host, panel } = await openWith(sampling());
    await panel.page.getByLabel('Answer', { exact: true }).fill('Lyon?');
    await button(panel, 'JSON').click();
    const json = panel.page.getByLabel('Answer as JSON');
    expect(JSON.parse(await writtenIn(json))).toMatchObject({ content: { text: 'Lyon?' } });
    await json.fill((await writtenIn(json)).replace('Lyon?', 'Paris!'));
    await button(panel, 'Text').click();
    expect(await panel.page.getByLabel('Answer', { exact: true }).inputValue()).toBe('Paris!');
    await button(panel, 'Error').click();
    await panel.page.getByLabel('Code').fill('soon');
    await panel.page.getByText('The code of an error is a whole number.').waitFor();
    await panel.page.getByLabel('Code').fill('-32042');
    await button(panel, 'Send answer').click();
    await host.untilAsked('inspector/answer');
    expect(answers(host)).toEqual([
      { error: { code: -32042, message: 'User rejected the request' } },
    ]);
  });

  it('is answered by a model of the person’s, whose words can be changed', async () => {
    const host = everythingHost();
    host.requests = [sampling()];
    const model = { vendor: 'copilot', maxInputTokens: 100_000 };
    host.models = [
      { ...model, id: 'gpt-9', name: 'GPT 9', family: 'gpt-9' },
      { ...model, id: 'claude-sonnet-9', name: 'Claude Sonnet 9', family: 'claude-sonnet-9' },
    ];
    host.modelAnswer = () => ({ parts: [{ type: 'text', text: 'Paris.' }] });
    const panel = await open(host);
    await show(panel, 'Requests');
    const choice = panel.page.getByLabel('Let a model answer');
    // The server has a wish.
    expect(await choice.inputValue()).toBe('claude-sonnet-9');
    await button(panel, 'Ask the model').click();
    await expect
      .poll(() => panel.page.getByLabel('Answer', { exact: true }).inputValue())
      .toBe('Paris.');
    expect(host.askedFor('panel/askLanguageModel')).toMatchObject([
      {
        modelId: 'claude-sonnet-9',
        question: {
          messages: [
            { role: 'user', parts: [{ type: 'text', text: 'You are a helpful geographer.' }] },
            { role: 'user' },
            { role: 'assistant', parts: [{ type: 'text', text: 'Eight of them in Europe.' }] },
            { role: 'user', parts: [{ text: 'What is the capital of France?' }] },
          ],
        },
      },
    ]);
    expect(answers(host)).toEqual([]);
    await panel.page.getByLabel('Answer', { exact: true }).fill('Paris!');
    await button(panel, 'Send answer').click();
    await host.untilAsked('inspector/answer');
    expect(answers(host)).toMatchObject([
      { result: { content: { text: 'Paris!' }, model: 'claude-sonnet-9' } },
    ]);
  });

  it('is given up while the model thinks, and says what the model refused', async () => {
    const host = everythingHost();
    host.requests = [sampling()];
    host.models = [{ id: 'm', name: 'M', vendor: 'v', family: 'm', maxInputTokens: 1 }];
    host.modelAnswer = () => new Promise(() => {});
    const panel = await open(host);
    await show(panel, 'Requests');
    await button(panel, 'Ask the model').click();
    await button(panel, 'Stop the model').click();
    await host.untilAsked('panel/stopLanguageModel');
    const [asked] = host.askedFor('panel/askLanguageModel');
    expect(host.askedFor('panel/stopLanguageModel')).toEqual([{ askId: asked?.askId }]);
    host.refusals.set('panel/askLanguageModel', 'No permission');
    await button(panel, 'Ask the model').click();
    await panel.page.getByText(/^The model did not answer: .*No permission$/).waitFor();
  });

  it('shows tools, calls of them and pictures as what they are', async () => {
    const { panel } = await openWith(
      sampling({
        params: {
          messages: [
            { role: 'user', content: { type: 'text', text: 'How warm is it?' } },
            {
              role: 'assistant',
              content: [{ type: 'tool_use', id: 't1', name: 'weather', input: { city: 'Oslo' } }],
            },
            {
              role: 'user',
              content: [
                {
                  type: 'tool_result',
                  toolUseId: 't1',
                  content: [{ type: 'text', text: 'Eleven degrees' }],
                },
              ],
            },
          ],
          tools: [{ name: 'weather', inputSchema: { type: 'object' } }],
          toolChoice: { mode: 'required' },
          maxTokens: 10,
        },
      }),
    );
    await panel.page.getByText('Calls the tool weather').waitFor();
    await panel.page.getByText('Eleven degrees').waitFor();
    await panel.page.getByText('Tools that the model may call').waitFor();
    await panel.page.getByText('required', { exact: true }).waitFor();
  });
});

describe('what belongs together', () => {
  it('is one conversation, round by round, under its call', async () => {
    const host = everythingHost();
    host.calls = [waitingCall];
    host.requests = [...rounds(), roots()];
    const panel = await open(host);
    await show(panel, 'Requests');
    expect(await panel.page.getByRole('option').count()).toBe(3);
    const list = panel.page.getByRole('list', { name: 'Requests' });
    await list.getByText('Round 2').waitFor();
    await list.getByText('Step 1: What is your name?').waitFor();
    await list.getByText('"Ada"').waitFor();
    await panel.page.getByLabel(/^color/).fill('green');
    await button(panel, 'get-sum').click();
    await panel.page.getByRole('tab', { name: 'Tools', selected: true }).waitFor();
    await show(panel, 'Requests');
    await item(panel, 'roots/list').click();
    await panel.page.getByText('Answered by itself').first().waitFor();
    await panel.page.getByText('"file:///home/ada/work"').waitFor();
  });
});

describe('the roots', () => {
  it('are the folders of the workspace until a person chooses others', async () => {
    const { host, panel } = await openWith();
    await item(panel, 'Roots').click();
    await panel.page.getByText('The server is told the folders of the workspace').waitFor();
    await button(panel, 'Add folders').click();
    await expect
      .poll(() => panel.page.getByLabel('URI of root 2').inputValue())
      .toBe('file:///home/ada/other');
    await button(panel, 'Remove root 1').click();
    // VS Code takes the page down when another tab is looked at.
    await expect.poll(() => panel.state()).toMatchObject({ rootsDraft: [{ name: 'other' }] });
    await panel.reload();
    await panel.page.getByLabel('Name of root 1').fill('');
    await button(panel, 'Apply').click();
    await button(panel, 'Use the workspace folders').waitFor();
    expect(host.askedFor('panel/setRoots')).toEqual([
      { roots: [{ uri: 'file:///home/ada/other' }] },
    ]);
    await button(panel, 'Use the workspace folders').click();
    await panel.page.getByText('The server is told the folders of the workspace').waitFor();
    expect(host.askedFor('panel/setRoots')[1]).toEqual({ roots: null });
  });

  it('are not applied while one is no URI', async () => {
    const { host, panel } = await openWith();
    await item(panel, 'Roots').click();
    await panel.page.getByLabel('URI of root 1').fill('nowhere');
    await expect
      .poll(() => panel.page.getByLabel('URI of root 1').getAttribute('aria-invalid'))
      .toBe('true');
    await button(panel, 'Discard changes').click();
    await expect
      .poll(() => panel.page.getByLabel('URI of root 1').inputValue())
      .toBe('file:///home/ada/work');
    expect(host.askedFor('panel/setRoots')).toEqual([]);
  });
});
