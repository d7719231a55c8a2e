import { afterEach, expect, it, vi } from 'vitest';
import { DevLoops } from '../../../../src/extension/dev/devLoops';
import type { LaunchEvent } from '../../../../src/extension/servers/serverController';
import type { DevNotice } from '../../../../src/shared/model/dev';
import { EventEmitter } from '../fakeEvents';

type Saved = { uri: { scheme: string; fsPath: string } };
/** Files and tasks as VS Code has them. */
const window = vi.hoisted(() => ({
  ran: [] as string[],
  watchers: 0,
  /** Watchers that there ever were. */
  made: 0,
  saved: undefined as unknown as EventEmitter<Saved>,
}));
vi.mock('vscode', async () => {
  const fake = await import('../fakeEvents');
  window.saved = new fake.EventEmitter<Saved>();
  const never = () => ({ dispose: () => undefined });
  return {
    ...fake,
    l10n: (await import('../words')).english,
    RelativePattern: class {},
    Uri: { file: (fsPath: string) => ({ fsPath }) },
    window: { terminals: [] },
    tasks: {
      fetchTasks: async () =>
        ['build', 'evil'].map((name) => ({ name, source: '', definition: {}, isBackground: true })),
      taskExecutions: [],
      executeTask: async ({ name }: { name: string }) => void window.ran.push(name),
    },
    workspace: {
      workspaceFolders: [],
      asRelativePath: (file: string) => file,
      onDidSaveTextDocument: window.saved.event,
      createFileSystemWatcher: () => {
        window.watchers++;
        window.made++;
        return {
          ...{ onDidChange: never, onDidCreate: never, onDidDelete: never },
          dispose: () => void window.watchers--,
        };
      },
    },
  };
});

const ID = 'vscode/one';
const FILE = '/project/src/one.ts';
const LAUNCHED = { kind: 'stdio', run: { cwd: '/project' } };

const entryOf = (build: string) => ({
  ...{ name: 'one', problems: [], kind: 'stdio', run: { command: 'node', args: [], env: {} } },
  dev: { watch: ['src/**'], build },
});

let loops: DevLoops;
afterEach(() => loops.dispose());

/** A server that runs by an entry with the task `build`. */
function setUp(mayStart: boolean) {
  Object.assign(window, { ran: [], watchers: 0, made: 0 });
  const changed = new EventEmitter<string | undefined>();
  const asked = new EventEmitter<LaunchEvent>();
  const notices: DevNotice[] = [];
  const relaunched: string[] = [];
  const questions: string[] = [];
  let entry = entryOf('build');
  const registry = {
    onDidChange: changed.event,
    get servers() {
      return [{ id: ID }];
    },
    get: () => ({ snapshot: { state: { status: 'ready' } }, configured: { entry, source: {} } }),
    setDev: () => undefined,
  };
  const controller = {
    onDidAsk: asked.event,
    launched: () => LAUNCHED,
    launchedEntry: () => entryOf('build'),
    mayStart: async (id: string) => {
      questions.push(id);
      return mayStart;
    },
    relaunch: async () => void relaunched.push(ID),
  };
  loops = new DevLoops({
    registry,
    controller,
    choices: { onDidChange: changed.event, modeOf: () => 'configured', isWished: () => true },
    reruns: { endedAt: () => undefined },
    announce: (_: string, notice: DevNotice) => notices.push(notice),
    log: (message: string) => expect.fail(message),
  } as never);
  return {
    ...{ notices, relaunched, questions },
    start: () => asked.fire({ id: ID, kind: 'started' }),
    save: () => window.saved.fire({ uri: { scheme: 'file', fsPath: FILE } }),
    name: (task: string) => {
      entry = entryOf(task);
      changed.fire(undefined);
    },
    isWatched: () => vi.waitUntil(() => window.saved.count === 1 && window.watchers === 1),
  };
}

it('builds by the task that was agreed to, and asks nothing', async () => {
  const { start, save, isWatched, relaunched, questions } = setUp(false);
  start();
  await isWatched();
  save();
  await vi.waitUntil(() => relaunched.length === 1);
  expect(window.ran).toEqual(['build']);
  expect(questions).toEqual([]);
});

it.each([true, false])('asks before it runs another task: %s', async (mayStart) => {
  const { start, save, name, isWatched, relaunched, notices, questions } = setUp(mayStart);
  start();
  await isWatched();
  name('evil');
  await vi.waitUntil(() => window.made === 2);
  save();
  await vi.waitUntil(() => relaunched.length + notices.length > 0);
  if (!mayStart) expect(notices[0]).toEqual({ kind: 'buildFailed', task: 'evil' });
  expect(window.ran).toEqual(mayStart ? ['evil'] : []);
  expect(questions).toEqual([ID]);
});

it('watches nothing that it gets to know only after its end', async () => {
  const { start } = setUp(true);
  start();
  loops.dispose();
  await new Promise((resolve) => setImmediate(resolve));
  expect(window.saved.count).toBe(0);
  expect(window.watchers).toBe(0);
});
