import { expect, it, vi } from 'vitest';
import type { AddingServices, WritableSource } from '../../../../src/extension/adding/adding';
import { writeDraft } from '../../../../src/extension/adding/writeDraft';
import type { ToLaunch } from '../../../../src/extension/trust/launchTrust';

vi.mock('vscode', async () => ({ l10n: (await import('../words')).english }));

/** The server `one` that was written to `own`, and stands, with whatever beside, in `first` as well. */
async function approvedOf(first: WritableSource, own: WritableSource) {
  const entry = { name: 'one', problems: [] };
  const [configured, ...alsoIn] = [...new Set([first, own])].map((source) => ({ entry, source }));
  const approved: ToLaunch[] = [];
  const services = {
    registry: {
      servers: [{ id: 'vscode/one', configured, alsoIn }],
      onDidChange: () => ({ dispose: () => undefined }),
      reload: async () => undefined,
    },
    trust: { approve: async (server: ToLaunch) => void approved.push(server) },
  } as unknown as AddingServices;
  await writeDraft(services, own, { draft: { name: 'one', entry: {}, inputs: [] } });
  return approved.map(({ configured: { source } }) => source);
}

const source = () =>
  ({ label: 'mcp.json', add: async () => undefined }) as unknown as WritableSource;

it('takes what was written for agreed to', async () => {
  const own = source();
  expect(await approvedOf(own, own)).toEqual([own]);
});

it('takes the same server of another file for nothing that was agreed to', async () => {
  expect(await approvedOf(source(), source())).toEqual([]);
});
