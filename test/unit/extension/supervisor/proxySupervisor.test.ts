import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProcessEnd } from '../../../../src/extension/supervisor/proxyProcess';
import { ProxySupervisor } from '../../../../src/extension/supervisor/proxySupervisor';
import { RestartPolicy } from '../../../../src/extension/supervisor/restartPolicy';

const script = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/proxies/${name}.mjs`, import.meta.url));

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const started: ProxySupervisor[] = [];

const unasked = () => {
  throw new Error('Nothing is to be asked of the window.');
};
const UNASKED = {
  'signIn/read': unasked,
  'signIn/write': unasked,
  'browser/reach': unasked,
  'browser/signIn': unasked,
};

function supervise(name: string) {
  const crashes: { end: ProcessEnd; willRestart: boolean }[] = [];
  const restarts: number[] = [];
  const lines: string[] = [];
  let crashed = deferred<ProcessEnd>();
  const supervisor = new ProxySupervisor({
    script: script(name),
    host: UNASKED,
    initialize: async () => ({ preferredPort: 4711, storagePath: '/nowhere' }),
    onLine: (line) => lines.push(line),
    onCrash: (end, willRestart) => {
      crashes.push({ end, willRestart });
      crashed.resolve(end);
      crashed = deferred();
    },
    onRestart: ({ pid }) => restarts.push(pid),
    policy: RestartPolicy.create([0, 1, 1]),
    shutdownMs: 200,
  });
  started.push(supervisor);
  return { supervisor, crashes, restarts, lines, nextCrash: () => crashed.promise };
}

const pidOf = async (supervisor: ProxySupervisor) =>
  Number((await supervisor.request('server/list', {}))[0]!.name);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((supervisor) => supervisor.stop()));
});

describe('ProxySupervisor', { timeout: 30_000 }, () => {
  it('starts the proxy at the first request, once, and initializes it first', async () => {
    const { supervisor, lines } = supervise('obedient');
    expect(supervisor.info).toBeUndefined();
    const pids = await Promise.all([pidOf(supervisor), pidOf(supervisor)]);
    expect(pids[0]).toBe(pids[1]);
    expect(supervisor.info).toEqual({ pid: pids[0], port: 4711 });
    await supervisor.stop();
    expect(lines).toContain('argument: portcullis-proxy');
  });

  it('hands notifications to whoever listens', async () => {
    const { supervisor } = supervise('obedient');
    const heard = deferred<string>();
    supervisor.notifications.on('proxy/log', ({ message }) => heard.resolve(message));
    await supervisor.request('server/stop', { serverId: 'notify' });
    expect(await heard.promise).toBe('hello');
  });

  it('says each time that a proxy has started', async () => {
    const { supervisor, restarts } = supervise('obedient');
    const pids: (number | undefined)[] = [];
    const subscription = supervisor.onDidStart(() => pids.push(supervisor.info?.pid));
    const first = await pidOf(supervisor);
    await expect(supervisor.request('server/stop', { serverId: 'exit:3' })).rejects.toThrow();
    const second = await pidOf(supervisor);
    expect(pids).toEqual([first, second]);
    expect(restarts).toEqual([second]);
    subscription.dispose();
  });

  it('waits on stop until the process is gone, and starts no other', async () => {
    const { supervisor, crashes } = supervise('obedient');
    const pid = await pidOf(supervisor);
    await supervisor.stop();
    expect(isAlive(pid)).toBe(false);
    expect(crashes).toEqual([]);
    await expect(pidOf(supervisor)).rejects.toThrow('shutting down');
    await supervisor.stop();
  });

  it('kills a proxy that does not end when it is asked to', async () => {
    const { supervisor } = supervise('obedient');
    const pid = await pidOf(supervisor);
    await supervisor.request('server/stop', { serverId: 'hang' });
    await supervisor.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('rejects what was asked when it crashes, starts another, and keeps its listeners', async () => {
    const { supervisor, crashes, restarts } = supervise('obedient');
    const first = await pidOf(supervisor);
    await expect(supervisor.request('server/stop', { serverId: 'exit:3' })).rejects.toThrow(
      'stopped before it had answered',
    );
    const second = await pidOf(supervisor);
    expect(second).not.toBe(first);
    expect(restarts).toEqual([second]);
    expect(crashes).toMatchObject([{ willRestart: true, end: { code: 3, signal: null } }]);
    expect(crashes[0]!.end.lastLines).toContain('about to end');

    const heard = deferred<string>();
    supervisor.notifications.on('proxy/log', ({ message }) => heard.resolve(message));
    await supervisor.request('server/stop', { serverId: 'notify' });
    expect(await heard.promise).toBe('hello');
  });

  it('sees a proxy that was killed from outside', async () => {
    const { supervisor, nextCrash } = supervise('obedient');
    const first = await pidOf(supervisor);
    process.kill(first, 'SIGKILL');
    expect(await nextCrash()).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(await pidOf(supervisor)).not.toBe(first);
  });

  it('gives up on one that crashes again and again, until it is told to try again', async () => {
    const { supervisor, crashes, nextCrash, lines } = supervise('crashing');
    await expect(supervisor.request('server/list', {})).rejects.toThrow(/could not be started/);
    expect(crashes.map(({ willRestart }) => willRestart)).toEqual([true, true, true, false]);
    expect(lines).toContain('cannot go on');
    await expect(supervisor.request('server/list', {})).rejects.toThrow('again and again');
    expect(crashes).toHaveLength(4);
    supervisor.retry();
    const crash = nextCrash();
    await Promise.all([
      expect(supervisor.request('server/list', {})).rejects.toThrow(),
      expect(crash).resolves.toMatchObject({ code: 7 }),
    ]);
  });
});
