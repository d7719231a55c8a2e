import { it } from 'vitest';
import { answer, button, findTool, result, type Shared } from '../support/asking';
import { Inspector } from '../support/inspector';

/** The same over Streamable HTTP, where each era has its own way to ask. @param server its name */
export function requestsOverHttp(vscode: Shared, server: string): void {
  it('is answered in place of a model, and gets a form filled in', async () => {
    const inspector = await Inspector.open(vscode(), server);
    await inspector.whenReady();
    await findTool(inspector, 'test_sampling');
    await inspector.field('prompt').fill('Capital of France?');
    await inspector.run();
    await answer(inspector);
    await inspector.frame.getByLabel('Answer', { exact: true }).fill('Paris, over HTTP');
    await button(inspector, 'Send answer').click();
    await result(inspector, 'LLM response: Paris, over HTTP');

    await findTool(inspector, 'test_elicitation');
    await inspector.field('message').fill('Who are you?');
    await inspector.run();
    await answer(inspector);
    await inspector.field('username').fill('ada');
    await inspector.field('email').fill('ada@example.org');
    await button(inspector, 'Accept').click();
    await result(inspector, /action=accept, content=.*ada@example\.org/);
  });
}
