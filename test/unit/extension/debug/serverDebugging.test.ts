import { expect, it, vi } from 'vitest';
import type { DebugSession } from 'vscode';
import type { DebugMeans } from '../../../../src/extension/debug/debugMeans';
import type { DebugServices } from '../../../../src/extension/debug/serverDebugging';
import { ServerDebugging } from '../../../../src/extension/debug/serverDebugging';
import type { ConfiguredServer } from '../../../../src/extension/servers/knownServer';
import type { LaunchEvent } from '../../../../src/extension/servers/serverController';
import { EventEmitter } from '../fakeEvents';

const window = vi.hoisted(() => ({ done: [] as string[] }));
vi.mock('vscode', async () => ({
  ...(await import('../fakeEvents')),
  l10n: (await import('../words')).english,
  debug: {
    startDebugging: async (_: unknown, { name }: { name: string }) => {
      window.done.push(`debug ${name}`);
      return true;
    },
  },
  extensions: { all: [] },
  window: {},
  workspace: {},
}));

const ID = 'vscode/one';
const LAUNCH: DebugMeans = {
  kind: 'configuration',
  configuration: { type: 'node', request: 'launch', name: 'Run One' },
};

/** A server that a launch configuration starts. @param answers whether it may be started, in turn */
function debugged(...answers: boolean[]) {
  window.done = [];
  const asked = new EventEmitter<LaunchEvent>();
  const controller = {
    onDidAsk: asked.event,
    mayStart: async () => {
      window.done.push('ask');
      return answers.shift() ?? false;
    },
    start: async () => {
      window.done.push('start');
      asked.fire({ id: ID, kind: 'started' });
    },
    stop: async () => void window.done.push('stop'),
  };
  const snapshot = { id: ID, name: 'one', state: { status: 'starting' }, warnings: [] };
  const services = {
    controller,
    registry: { get: () => ({ snapshot }) },
    supervisor: {},
    panels: {},
  } as unknown as DebugServices;
  const configured = {
    entry: { kind: 'remote', name: 'one', url: 'http://127.0.0.1:1/mcp' },
    source: {},
    inputs: [],
  } as unknown as ConfiguredServer;
  const session = {} as DebugSession;
  const server = new ServerDebugging(ID, session, configured, LAUNCH, services);
  return { server, session, asked };
}

it('runs no launch configuration of an entry that may not be started', async () => {
  const { server, asked } = debugged(false, true);
  expect(await server.launch()).toBe(false);
  expect(window.done).toEqual(['ask']);
  expect(await server.launch()).toBe(true);
  expect(window.done).toEqual(['ask', 'ask', 'debug Run One', 'start']);
  expect(asked.count).toBe(0);
});

it('is restarted by the debugger that starts it, and not stopped because that one left', async () => {
  const { server, session } = debugged(true, true);
  await server.launch();
  const child = {
    parentSession: session,
    customRequest: async () => server.childEnded(child),
  } as unknown as DebugSession;
  server.childStarted(child);
  await server.restart();
  expect(window.done).toEqual(['ask', 'debug Run One', 'start', 'ask', 'debug Run One', 'start']);
});

it('is stopped when the debugger that started it has ended', async () => {
  const { server, session } = debugged(true);
  await server.launch();
  const child = { parentSession: session } as DebugSession;
  server.childStarted(child);
  server.childEnded(child);
  await vi.waitUntil(() => window.done.includes('stop'));
});
