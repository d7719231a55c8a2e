import { describe, expect, it } from 'vitest';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import { PageConnection } from '../../../../src/extension/panel/pageConnection';
import { type PanelContract, panelContract } from '../../../../src/shared/contracts/panelContract';
import type { ServerSnapshot } from '../../../../src/shared/model/state';
import { connectContract, type RequestHandlers } from '../../../../src/shared/rpc/peer';
import { postMessageTransport } from '../../../../src/shared/rpc/postMessageTransport';

const server: ServerSnapshot = { id: 'a', name: 'a', state: { status: 'idle' }, warnings: [] };

/** A channel as between a webview and its page: structured copies, delivered later, to whoever listens then. */
function channel() {
  const listeners = new Set<(message: unknown) => void>();
  return {
    post: (message: unknown) => {
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        for (const listener of listeners) listener(copy);
      });
    },
    onMessage: (listener: (message: unknown) => void) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}

function setup(handlers: Partial<RequestHandlers<PanelContract>> = {}) {
  const toHost = channel();
  const toPage = channel();
  const host = new PageConnection(
    {
      onDidReceiveMessage: (listener) => toHost.onMessage(listener),
      postMessage: async (message) => {
        toPage.post(message);
        return true;
      },
    },
    { 'panel/ready': () => ({ server }), ...handlers } as RequestHandlers<PanelContract>,
  );
  const openPage = () => {
    const heard: string[] = [];
    const { reader, writer } = postMessageTransport({
      post: toHost.post,
      onMessage: toPage.onMessage,
    });
    const connection = createMessageConnection(reader, writer);
    const note = (name: string) => () => void heard.push(name);
    const names = Object.keys(panelContract.notifications);
    const client = connectContract(
      connection,
      panelContract,
      Object.fromEntries(names.map((name) => [name, note(name)])) as never,
    );
    return { client, heard, close: () => connection.dispose() };
  };
  return { host, openPage };
}

describe('PageConnection', () => {
  it('sends nothing to a page before it has said that it is ready', async () => {
    const { host, openPage } = setup();
    const page = openPage();
    host.notify('panel/serverChanged', server);
    host.notifyOrWait('panel/reveal', { screen: 'tools' });
    host.notifyOrWait('panel/reveal', { screen: 'prompts', item: 'p' });
    expect(await page.client.request('panel/ready', {})).toEqual({ server });
    expect(page.heard).toEqual(['panel/reveal']);
  });

  it('tells a page that stands', async () => {
    const { host, openPage } = setup();
    const page = openPage();
    await page.client.request('panel/ready', {});
    host.notify('panel/serverChanged', server);
    await page.client.request('panel/ready', {});
    expect(page.heard).toEqual(['panel/serverChanged']);
  });

  it('never gives an answer meant for the last page to the next one', async () => {
    let answer!: () => void;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { host, openPage } = setup({
      'panel/start': () => slow.then(() => null),
      'panel/copyText': () => null,
    });
    const first = openPage();
    await first.client.request('panel/ready', {});
    const lost = first.client.request('panel/start', {}).catch(() => 'lost');
    // As many requests as the first page sent: their numbers are the same.
    first.close();
    host.endPage();
    const second = openPage();
    await second.client.request('panel/ready', {});
    const own = second.client.request('panel/copyText', { text: 'x' });
    answer();
    expect(await own).toBeNull();
    expect(await lost).toBe('lost');
  });

  it('refuses what is not in the contract', async () => {
    const { openPage } = setup();
    const page = openPage();
    await page.client.request('panel/ready', {});
    await expect(page.client.request('panel/unheard' as never, {} as never)).rejects.toThrow(
      'Unhandled method',
    );
    await expect(page.client.request('panel/openFile', {} as never)).rejects.toThrow('path');
  });
});
