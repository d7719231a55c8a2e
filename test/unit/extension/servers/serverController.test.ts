import { expect, it, vi } from 'vitest';
import type { InputStore } from '../../../../src/extension/inputs/inputStore';
import { InputDismissed } from '../../../../src/extension/inputs/inputStore';
import type { ConfiguredServer } from '../../../../src/extension/servers/knownServer';
import { ServerController } from '../../../../src/extension/servers/serverController';
import type { ServerRegistry } from '../../../../src/extension/servers/serverRegistry';
import type { ProxySupervisor } from '../../../../src/extension/supervisor/proxySupervisor';
import { settingDialect } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';
import type { InputDefinition } from '../../../../src/shared/config/serverEntry';
import type { LaunchDefinition } from '../../../../src/shared/model/server';
import type { ServerSnapshot, ServerState } from '../../../../src/shared/model/state';

vi.mock('vscode', async () => ({
  ...(await import('../fakeEvents')),
  l10n: (await import('../words')).english,
  commands: {},
  window: {},
  workspace: {
    workspaceFolders: [],
    getConfiguration: () => ({ get: (_: string, fallback: unknown) => fallback }),
  },
}));

const ID = 'vscode/one';
const INPUT: InputDefinition = { type: 'promptString', id: 'key', password: false };

/** A window with one server, which asks for an input, and what the proxy is told. */
function windowOf() {
  const written = { one: { command: 'node', args: ['${input:key}'] } };
  const [entry] = readConfig(JSON.stringify(written), settingDialect([])).entries;
  const source = { key: 'vscode', label: 'mcp.json', fromWorkspace: true, variables: 'vscode' };
  const configured = { entry, source, inputs: [INPUT] } as unknown as ConfiguredServer;
  let snapshot: ServerSnapshot = { id: ID, name: 'one', state: { status: 'idle' }, warnings: [] };
  const registry = {
    get: () => ({ id: ID, name: 'one', snapshot, configured, alsoIn: [] }),
    setState: (_: string, state: ServerState) => {
      snapshot = { ...snapshot, state };
    },
    update: (next: ServerSnapshot) => {
      snapshot = next;
    },
  } as unknown as ServerRegistry;
  const told: [method: string, argument?: string][] = [];
  const supervisor = {
    info: {},
    retry: () => undefined,
    request: async (method: string, params: { definition?: LaunchDefinition }) => {
      const { definition } = params;
      const argument = definition?.kind === 'stdio' ? definition.run.args[0] : undefined;
      told.push(argument === undefined ? [method] : [method, argument]);
    },
  } as unknown as ProxySupervisor;
  const answers: PromiseWithResolvers<string>[] = [];
  const asked = () => answers.length;
  const inputs = {
    resolve: () => {
      const answer = Promise.withResolvers<string>();
      answers.push(answer);
      return answer.promise;
    },
  } as unknown as InputStore;
  const gate = {
    allowed: async () => new Set([ID]),
    confirmed: async () => true,
    refusal: () => undefined,
  };
  const controller = new ServerController(
    registry,
    supervisor,
    inputs,
    gate,
    { of: () => ({ roots: [] }) } as never,
    { apply: async (definition: LaunchDefinition) => definition } as never,
  );
  return { controller, told, answers, asked, state: () => snapshot.state.status };
}

it('does not start a server that was stopped while a question stood', async () => {
  const { controller, told, answers, asked, state } = windowOf();
  const started = controller.start(ID);
  await vi.waitUntil(() => asked() === 1);
  expect(state()).toBe('checking');
  await controller.stop(ID);
  answers[0]?.resolve('too late');
  await started;
  expect(told).toEqual([['server/stop']]);
  expect(controller.launched(ID)).toBeUndefined();
  expect(state()).toBe('idle');
});

it('starts a server once, by the later of two launches, whatever comes of the earlier', async () => {
  const { controller, told, answers, asked } = windowOf();
  const first = controller.start(ID);
  await vi.waitUntil(() => asked() === 1);
  const second = controller.start(ID);
  await vi.waitUntil(() => asked() === 2);
  answers[1]?.resolve('second');
  await second;
  answers[0]?.reject(new InputDismissed('key'));
  await first;
  expect(told).toEqual([['server/start', 'second']]);
  expect(controller.launched(ID)).toMatchObject({ run: { args: ['second'] } });
});
