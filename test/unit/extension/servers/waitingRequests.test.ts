import { EventEmitter as NodeEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { WaitingRequests as Waiting } from '../../../../src/extension/servers/waitingRequests';
import type { PendingRequest } from '../../../../src/shared/model/pendingRequest';
import type { ServerState } from '../../../../src/shared/model/state';

// Only VS Code has it; this is all that is needed of it.
vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly #emitter = new NodeEmitter();
    event = (listener: (value: unknown) => void) => {
      this.#emitter.on('fire', listener);
      return { dispose: () => this.#emitter.off('fire', listener) };
    };
    fire = (value: unknown) => this.#emitter.emit('fire', value);
    dispose = () => this.#emitter.removeAllListeners();
  },
}));
const { WaitingRequests } = await import('../../../../src/extension/servers/waitingRequests');

function setUp() {
  let tell: (request: PendingRequest) => void = () => {};
  let change = () => {};
  let state: ServerState = { status: 'ready' };
  const registry = {
    get: () => ({ snapshot: { state } }),
    onDidChange: (listener: () => void) => {
      change = listener;
      return { dispose: () => {} };
    },
  };
  const notifications = {
    on: (_name: string, listener: typeof tell) => {
      tell = listener;
      return { dispose: () => {} };
    },
  };
  const waiting: Waiting = new WaitingRequests(registry as never, { notifications } as never);
  const asked: string[] = [];
  const changed: string[] = [];
  waiting.onDidAsk(({ id }) => asked.push(id));
  waiting.onDidChange((id) => changed.push(id));
  return {
    waiting,
    asked,
    changed,
    tell: (id: string, status: PendingRequest['status']) =>
      tell({ id, serverId: 's', status } as PendingRequest),
    setState: (next: ServerState) => {
      state = next;
      change();
    },
  };
}

it('counts what waits, and says once what is asked', () => {
  const { waiting, asked, changed, tell } = setUp();
  tell('a', 'pending');
  tell('b', 'pending');
  tell('a', 'pending');
  expect(waiting.of('s').map(({ id }) => id)).toEqual(['a', 'b']);
  expect(waiting.total).toBe(2);
  tell('a', 'answered');
  tell('never', 'answered');
  expect(waiting.of('s').map(({ id }) => id)).toEqual(['b']);
  expect(asked).toEqual(['a', 'b']);
  expect(changed).toEqual(['s', 's', 's']);
});

it('forgets what no process is left to be told of', () => {
  const { waiting, changed, tell, setState } = setUp();
  tell('a', 'pending');
  setState({ status: 'ready' });
  setState({ status: 'probing', step: 'mcp' });
  expect(waiting.total).toBe(1);
  setState({ status: 'stopped' });
  expect(waiting.of('s')).toEqual([]);
  expect(changed).toEqual(['s', 's']);
});
