import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { answer, button, findTool, result, type Shared } from '../support/asking';
import { followHosted } from '../support/followHosted';
import { Inspector } from '../support/inspector';

/** A server that refuses a call until an address was visited: error -32042 of MCP 2025-11-25. */
export function refusedCalls(vscode: Shared): void {
  let elsewhere: Server;
  let file: string;
  beforeAll(async () => {
    file = path.join(vscode().workspaceDir, 'visited');
    elsewhere = createServer(async (_request, response) => {
      await writeFile(file, '');
      response.end('Thank you');
    });
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
  });
  afterAll(() => elsewhere.close());

  it('sends a person to an address, and takes the call when it is sent again', async () => {
    const { port } = elsewhere.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/agree`;
    const inspector = await Inspector.open(vscode(), 'legacy');
    await findTool(inspector, 'visit_first');
    await inspector.field('url').fill(url);
    await inspector.field('file').fill(file);
    await inspector.run();
    await answer(inspector);

    await inspector.frame.getByText(url, { exact: true }).first().waitFor();
    await visit(inspector, url);
    await button(inspector, 'Done').click();
    // The server does not tell when the person is done there: the person does.
    await button(inspector, 'Send the call again').click();
    await result(inspector, 'The page was visited');
  });

  /** Opens the address, sees the page, and comes back. */
  async function visit(inspector: Inspector, url: string): Promise<void> {
    const { dialog, page } = vscode();
    await button(inspector, 'Open in browser').click();
    await dialog.getByText(url).waitFor();
    const opened = page.context().waitForEvent('page');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    const visited = await opened;
    await followHosted(visited);
    await visited.getByText('Thank you').waitFor();
    await visited.close();
    await button(inspector, 'Open again').waitFor();
  }
}
