import { expect, it } from 'vitest';
import { answer, button, closePanel, findTool, result, type Shared } from '../support/asking';
import { Inspector } from '../support/inspector';

/** Answers that are kept by name. */
export function savedAnswers(vscode: Shared): void {
  it('is answered with what was kept, for another server and in another panel too', async () => {
    const first = await Inspector.open(vscode(), 'legacy');
    await findTool(first, 'test_sampling');
    await first.field('prompt').fill('Capital of Portugal?');
    await first.run();
    await answer(first);
    await first.frame.getByLabel('Answer', { exact: true }).fill('Lisbon, as ever');
    await first.frame.getByLabel('Name to save this answer under').fill('lisbon');
    await button(first, 'Save this answer').click();
    await button(first, 'Save in place of “lisbon”').waitFor();
    await button(first, 'Send answer').click();
    await result(first, 'LLM response: Lisbon, as ever');
    await closePanel(vscode(), 'MCP: legacy');

    const second = await Inspector.open(vscode(), 'modern');
    await findTool(second, 'test_sampling');
    await second.field('prompt').fill('And again?');
    await second.run();
    await answer(second);
    const written = second.frame.getByLabel('Answer', { exact: true });
    expect(await written.inputValue()).toBe('');
    await second.frame.getByLabel('Use a saved answer').selectOption('lisbon');
    await expect.poll(() => written.inputValue()).toBe('Lisbon, as ever');
    await button(second, 'Send answer').click();
    await result(second, 'LLM response: Lisbon, as ever');
  });
}
