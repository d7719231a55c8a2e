import { expect, it, vi } from 'vitest';
import { followPolicy } from '../../../../src/extension/policy/followPolicy';
import { LaunchGate } from '../../../../src/extension/policy/launchGate';
import type { PolicyRefusal } from '../../../../src/extension/policy/mcpPolicy';
import type { ServerIdentity } from '../../../../src/extension/policy/serverLists';
import type { ServerRegistry } from '../../../../src/extension/servers/serverRegistry';
import type { ToLaunch } from '../../../../src/extension/trust/launchTrust';
import type { LaunchDefinition } from '../../../../src/shared/model/server';
import type { ServerState } from '../../../../src/shared/model/state';

vi.mock('vscode', async () => ({ l10n: (await import('../words')).english }));

const DENIED: PolicyRefusal = { reason: 'denied', setting: 'chat.mcp.deniedServers' };
const READY = { status: 'ready' } as ServerState;

/** A window with one server for each state, and a policy that forbids those that are named in `forbidden`. */
function windowOf(given: Readonly<Record<string, ServerState>>) {
  const states = new Map(Object.entries(given));
  const forbidden = new Set<string>();
  const asked: string[][] = [];
  const known = (id: string) => ({ id, snapshot: { state: states.get(id)! } });
  const registry = {
    get: (id: string) => (states.has(id) ? known(id) : undefined),
    get servers() {
      return [...states.keys()].map(known);
    },
    setState: (id: string, state: ServerState) => void states.set(id, state),
  } as unknown as ServerRegistry;
  const policy = {
    refusal: ({ name }: ServerIdentity) => (forbidden.has(name) ? DENIED : undefined),
  };
  const gate = new LaunchGate(registry, policy, {
    allowed: async (servers: readonly ToLaunch[]) => {
      asked.push(servers.map(({ id }) => id));
      return new Set(servers.map(({ id }) => id));
    },
    confirmed: async () => true,
  });
  return { states, forbidden, asked, registry, gate };
}

const launchOf = (name: string) =>
  ({
    name,
    kind: 'stdio',
    run: { command: name, args: [], env: {} },
  }) as unknown as LaunchDefinition;
const toLaunch = (id: string) =>
  ({ id, configured: { entry: launchOf(id) } }) as unknown as ToLaunch;

it('asks the person of nothing that a policy forbids, and says who decides', async () => {
  const { states, forbidden, asked, gate } = windowOf({
    fine: { status: 'idle' },
    banned: { status: 'idle' },
    running: READY,
  });
  forbidden.add('banned').add('running');
  const allowed = await gate.allowed(['fine', 'banned', 'running'].map(toLaunch));
  expect([...allowed]).toEqual(['fine']);
  expect(asked).toEqual([['fine']]);
  expect(states.get('banned')).toMatchObject({
    status: 'failed',
    diagnosis: {
      code: 'config.denied-by-policy',
      evidence: [{ label: 'Decided by', value: 'chat.mcp.deniedServers' }],
    },
  });
  expect(states.get('running')).toBe(READY);
  expect([...(await gate.allowed([toLaunch('banned')]))]).toEqual([]);
  expect(asked).toHaveLength(1);
});

it('stops what a policy comes to forbid, and lets go of what it forbids no longer', async () => {
  const { states, forbidden, registry, gate } = windowOf({ one: READY, two: READY });
  const stopped: string[] = [];
  let change = () => {};
  followPolicy(
    {
      onDidChange: (listener) => {
        change = () => listener();
        return { dispose: () => {} };
      },
    },
    {
      registry,
      gate,
      controller: {
        launched: (id) => launchOf(id),
        stop: async (id) => {
          stopped.push(id);
          states.set(id, { status: 'stopped' });
        },
      },
    },
    (error) => {
      throw error;
    },
  );
  forbidden.add('one');
  change();
  await vi.waitFor(() => expect(states.get('one')).toMatchObject({ status: 'failed' }));
  expect(stopped).toEqual(['one']);
  expect(states.get('two')).toBe(READY);
  forbidden.clear();
  change();
  expect(states.get('one')).toEqual({ status: 'idle' });
  expect(stopped).toEqual(['one']);
});
