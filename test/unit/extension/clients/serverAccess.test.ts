import { expect, it, vi } from 'vitest';
import { ServerAccesses } from '../../../../src/extension/clients/serverAccess';
import { TapCommand } from '../../../../src/extension/clients/tapCommand';
import { settingDialect } from '../../../../src/shared/config/dialects/vscode';
import { readConfig } from '../../../../src/shared/config/readConfig';
import type { InputDefinition } from '../../../../src/shared/config/serverEntry';
import type { LaunchDefinition } from '../../../../src/shared/model/server';

vi.mock('vscode', async () => ({
  l10n: (await import('../words')).english,
  commands: {},
  window: {},
  workspace: {
    workspaceFolders: [],
    getConfiguration: () => ({ get: (_: string, fallback: unknown) => fallback }),
  },
}));

const ID = 'vscode/one';
const INPUT: InputDefinition = { type: 'command', id: 'program', command: 'pick.program' };

/** A server that VS Code's chat starts by itself, and whose command an input answers. */
function chatted(denied: string, confirmed: boolean) {
  const written = { one: { command: '${input:program}', args: [] } };
  const [entry] = readConfig(JSON.stringify(written), settingDialect([])).entries;
  const configured = {
    entry,
    source: { key: 'vscode', label: 'mcp.json', fromWorkspace: true, variables: 'vscode' },
    inputs: [INPUT],
    location: { uri: { scheme: 'file', fsPath: '/project/mcp.json' }, range: {} },
  };
  const registry = { get: () => ({ id: ID, name: 'one', configured, alsoIn: [] }) };
  const judged: string[] = [];
  const gate = {
    allowed: async () => new Set([ID]),
    confirmed: async () => confirmed,
    refusal: (definition: LaunchDefinition) => {
      const command = definition.kind === 'stdio' ? definition.run.command : '';
      judged.push(command);
      return command === denied ? { title: 'Not allowed by policy' } : undefined;
    },
  };
  let count = 0;
  const inputs = { resolve: async () => `answer${++count}` };
  const tap = new TapCommand({ cli: '/cli.js', storagePath: '/nowhere' });
  const accesses = new ServerAccesses(
    ...([registry, {}, {}, tap, gate, inputs] as unknown as ConstructorParameters<
      typeof ServerAccesses
    >),
  );
  return { accesses, judged };
}

it('lets the chat start what was judged with the values of its variables, and nothing else', async () => {
  const { accesses, judged } = chatted('', true);
  const access = await accesses.open(ID);
  expect(judged).toEqual(['answer1']);
  expect(access).toMatchObject({
    args: ['/cli.js', 'tap', '--config', '/project/mcp.json', '--server', 'one'],
  });
  expect(Object.values(access.kind === 'stdio' ? access.env : {})).toEqual(['1', 'answer1']);
});

it('lets the chat start nothing that a policy forbids once its variables have their values', async () => {
  await expect(chatted('answer1', true).accesses.open(ID)).rejects.toThrow(
    'one: Not allowed by policy',
  );
});

it('lets the chat start nothing to whose changed answers the person said no', async () => {
  await expect(chatted('', false).accesses.open(ID)).rejects.toThrow('one was not started.');
});
