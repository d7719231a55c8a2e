import { beforeAll, expect, it } from 'vitest';
import { answer, button, findTool, restart, result, type Shared } from '../support/asking';
import { Inspector } from '../support/inspector';

/** What a server of one era may ask of a person, over stdio. The name of the server is that of the era. */
export function requestsOfAnEra(vscode: Shared, era: 'modern' | 'legacy'): void {
  let inspector: Inspector;
  beforeAll(async () => {
    inspector = await Inspector.open(vscode(), era);
    await inspector.whenReady();
  });

  it('is answered by hand in place of a model', async () => {
    await findTool(inspector, 'test_sampling');
    await inspector.field('prompt').fill('Capital of France?');
    await inspector.run();
    await answer(inspector);
    const { frame } = inspector;
    await frame.getByText('Capital of France?').first().waitFor();
    await frame.getByText('100 tokens').waitFor();
    await frame.getByLabel('Answer', { exact: true }).fill('Paris, by hand');
    await button(inspector, 'Send answer').click();
    await frame.getByText('Answered', { exact: true }).first().waitFor();
    await result(inspector, 'LLM response: Paris, by hand');
  });

  it('is answered by a model of VS Code, once it may be used', async () => {
    await findTool(inspector, 'test_sampling');
    await inspector.field('prompt').fill('Polly?');
    await inspector.run();
    await answer(inspector);
    const { frame } = inspector;
    await button(inspector, 'Ask the model').click();
    await vscode().dialog.getByText(`Let Parrot answer what the MCP server ${era} asks?`).waitFor();
    await vscode().dialog.getByRole('button', { name: 'Allow' }).click();
    await expect
      .poll(() => frame.getByLabel('Answer', { exact: true }).inputValue())
      .toBe('Parrot says: Polly?');
    await button(inspector, 'Send answer').click();
    await result(inspector, 'LLM response: Parrot says: Polly?');
  });

  it('gets a form filled in', async () => {
    await findTool(inspector, 'test_elicitation');
    await inspector.field('message').fill('Who are you?');
    await inspector.run();
    await answer(inspector);
    await inspector.frame.getByText('Who are you?').first().waitFor();
    await inspector.field('username').fill('ada');
    await inspector.field('email').fill('ada');
    await button(inspector, 'Accept').click();
    await inspector.frame.getByText('The answer does not fit').waitFor();
    await inspector.field('email').fill('ada@example.org');
    await button(inspector, 'Accept').click();
    await result(inspector, /action=accept, content=.*ada@example\.org/);
  });

  it('sends a person to an address, who must agree', async () => {
    await findTool(inspector, 'sign_in_elsewhere');
    await inspector.field('url').fill('https://example.org/sign-in?state=1&next=%2Fdone');
    await inspector.run();
    await answer(inspector);
    const { frame } = inspector;
    await frame.getByText('https://example.org/sign-in?state=1&next=%2Fdone').first().waitFor();
    await button(inspector, 'Open in browser').click();
    await vscode().dialog.getByText('https://example.org/sign-in?state=1&next=%2Fdone').waitFor();
    await vscode().dialog.getByRole('button', { name: 'Cancel' }).click();
    await button(inspector, 'Open in browser').waitFor();
    await button(inspector, 'Done').click();
    if (era === 'legacy') await frame.getByText(/The server says that it is complete/).waitFor();
    await result(inspector, 'The page was answered by: accept');
  });

  it('lets a person choose one of some, and some of many', async () => {
    await findTool(inspector, 'test_elicitation_sep1330_enums');
    await inspector.run();
    await answer(inspector);
    await inspector.field('titledSingle').selectOption({ label: 'Second Option' });
    const many = inspector.frame.getByRole('group', { name: /^titledMulti/ });
    await many.getByLabel('First Choice').check();
    await many.getByLabel('Third Choice').check();
    await button(inspector, 'Accept').click();
    await result(inspector, /"titledSingle":"value2","titledMulti":\["value1","value3"\]/);
  });

  it('asks in rounds, which are one conversation', async () => {
    await findTool(inspector, 'test_input_required_result_multi_round');
    await inspector.run();
    await answer(inspector);
    await inspector.frame.getByText('Step 1: What is your name?').first().waitFor();
    await inspector.field('name').fill('Ada');
    await button(inspector, 'Accept').click();
    const second = inspector.frame.getByText('Step 2: What is your favorite color?').first();
    await second.waitFor();
    if (era === 'legacy') await second.click();
    else await inspector.frame.getByText('Round 2').waitFor();
    await inspector.field('color').fill('green');
    await button(inspector, 'Accept').click();
    await result(inspector, 'Ada likes green');
  });

  it('is told other roots than the folders of the workspace', async () => {
    await inspector.show('Requests');
    await inspector.item('Roots').click();
    await inspector.frame.getByLabel('URI of root 1').fill('file:///elsewhere');
    await button(inspector, 'Apply').click();
    await button(inspector, 'Use the workspace folders').waitFor();
    // They belong to the server, not to one run of it.
    await restart(inspector);
    await findTool(inspector, 'list_client_roots');
    await inspector.run();
    await result(inspector, /file:\/\/\/elsewhere/);
    await inspector.show('Requests');
    await button(inspector, 'Use the workspace folders').click();
    await inspector.frame.getByText('The server is told the folders of the workspace').waitFor();
  });

  it('asks in a task, which then has a result', async () => {
    await findTool(inspector, 'confirm_delete');
    await inspector.field('filename').fill('notes.txt');
    await inspector.run();
    const { frame } = inspector;
    await button(inspector, 'Show the task').click();
    await frame.getByText('It waits for your answer.').waitFor();
    await button(inspector, 'Answer').click();
    await frame.getByText('Delete notes.txt?').first().waitFor();
    await frame.getByLabel(/^confirm/).check();
    await button(inspector, 'Accept').click();
    await inspector.show('Tasks');
    await frame.getByText('Completed', { exact: true }).first().waitFor();
    await frame
      .getByRole('region', { name: 'Result of the task' })
      .getByText('notes.txt would be deleted')
      .waitFor();
    await result(inspector, 'notes.txt would be deleted');
  });

  it('runs a task that is cancelled', async () => {
    await findTool(inspector, 'slow_compute');
    await inspector.field('seconds').fill('3600');
    await inspector.field('label').fill('forever');
    await runAsTask();
    await button(inspector, 'Show the task').click();
    const { frame } = inspector;
    await frame.getByText('Working', { exact: true }).first().waitFor();
    await frame.getByText(/^every \d/).waitFor();
    await button(inspector, 'Cancel task').click();
    await frame.getByText('Cancelled', { exact: true }).first().waitFor();
    await button(inspector, 'Ask for the tasks again').first().click();
    await frame.getByText('None is running').waitFor();
  });

  it('runs a task that fails', async () => {
    await findTool(inspector, 'protocol_error_job');
    await runAsTask();
    await inspector.frame.getByText('The job broke').waitFor();
    await button(inspector, 'Show the task').click();
    await inspector.frame.getByText('Failed', { exact: true }).first().waitFor();
  });

  /** Of a tool that can do without: in the modern era the server makes a task of it by itself. */
  async function runAsTask(): Promise<void> {
    if (era === 'legacy') await button(inspector, 'Run as task').click();
    else await inspector.run();
  }
}
