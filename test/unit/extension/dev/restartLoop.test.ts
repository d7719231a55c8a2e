import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BuildOutcome, LoopHost } from '../../../../src/extension/dev/restartLoop';

// Only VS Code has it; this is all that is needed of it.
vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
  },
}));
const { RestartLoop } = await import('../../../../src/extension/dev/restartLoop');

const SERVER = '/home/ada/app/src/server.ts';
const OTHER = '/home/ada/app/src/other.ts';
/** Longer than it waits for further changes, and longer than a server is watched for changes of its own. */
const SETTLED_MS = 400;
const CALM_MS = 10_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(change: Partial<LoopHost> = {}) {
  const restarts: string[] = [];
  const shown: unknown[] = [];
  let readyAt: number | undefined = Date.now();
  let launchedAt = Date.now();
  const host: LoopHost = {
    task: undefined,
    build: async () => ({ kind: 'built' }),
    restart: async (cause) => {
      restarts.push(cause);
      launchedAt = Date.now();
      readyAt = Date.now();
    },
    launchedAt: () => launchedAt,
    calmSince: () => readyAt,
    changedAt: async () => Date.now(),
    nameOf: (file) => file.replace('/home/ada/app/', ''),
    show: (change) => shown.push(change),
    failed: (error) => shown.push(error),
    ...change,
  };
  const loop = new RestartLoop(host);
  return { loop, restarts, shown, starting: () => (readyAt = undefined) };
}

const settled = () => vi.advanceTimersByTimeAsync(SETTLED_MS);
const calm = () => vi.advanceTimersByTimeAsync(CALM_MS);

describe('a change of its files', () => {
  it('restarts a server once, however many come together', async () => {
    const { loop, restarts, shown } = setUp();
    loop.saved(SERVER);
    await vi.advanceTimersByTimeAsync(100);
    loop.saved(OTHER);
    loop.saved(SERVER);
    await settled();
    expect(restarts).toEqual(['server.ts and 1 more saved']);
    expect(shown).toContainEqual({
      activity: { kind: 'restarting', cause: 'server.ts and 1 more saved' },
      notice: undefined,
    });
  });

  it('counts once if it is told twice, as by the editor and by the disk', async () => {
    const savedAt = Date.now() + 1;
    const { loop, restarts } = setUp({ changedAt: async () => savedAt });
    await vi.advanceTimersByTimeAsync(1);
    loop.saved(SERVER);
    await loop.changed(SERVER);
    await settled();
    await loop.changed(SERVER);
    await settled();
    expect(restarts).toEqual(['server.ts saved']);
  });

  it('by another program counts, too, and so does that a file is gone', async () => {
    const { loop, restarts } = setUp({ changedAt: async () => undefined });
    await calm();
    await loop.changed(SERVER);
    await settled();
    expect(restarts).toEqual(['server.ts changed']);
  });

  it('is no news if it was there before the server was launched', async () => {
    const before = Date.now() - 1;
    const { loop, restarts } = setUp({ changedAt: async () => before });
    await loop.changed(SERVER);
    await settled();
    expect(restarts).toEqual([]);
  });

  it('during a restart is followed by another one', async () => {
    const first = Promise.withResolvers<void>();
    const restarts: string[] = [];
    const { loop } = setUp({
      restart: async (cause) => {
        restarts.push(cause);
        await first.promise;
      },
    });
    loop.saved(SERVER);
    await settled();
    loop.saved(OTHER);
    await settled();
    expect(restarts).toEqual(['server.ts saved']);
    first.resolve();
    await settled();
    expect(restarts).toEqual(['server.ts saved', 'other.ts saved']);
  });

  it('is nothing any more to a loop that is over', async () => {
    const { loop, restarts } = setUp();
    loop.saved(SERVER);
    loop.dispose();
    await settled();
    expect(restarts).toEqual([]);
  });

  it('tells what goes wrong, and goes on with the next one', async () => {
    let fails = true;
    const restarts: string[] = [];
    const { loop, shown } = setUp({
      restart: async (cause) => {
        if (fails) throw new Error('no proxy');
        restarts.push(cause);
      },
    });
    loop.saved(SERVER);
    await settled();
    expect(shown.slice(-2)).toEqual([{ activity: undefined }, new Error('no proxy')]);
    fails = false;
    loop.saved(SERVER);
    await settled();
    expect(restarts).toEqual(['server.ts saved']);
  });
});

describe('a task that builds', () => {
  function building() {
    const builds: PromiseWithResolvers<BuildOutcome>[] = [];
    const made = setUp({
      task: 'tsc',
      build: () => {
        const build = Promise.withResolvers<BuildOutcome>();
        builds.push(build);
        return build.promise;
      },
    });
    return { ...made, builds };
  }

  it('comes before the restart, and what it writes is no change', async () => {
    const { loop, builds, restarts, shown } = building();
    loop.saved(SERVER);
    await settled();
    expect(shown).toEqual([
      { activity: { kind: 'building', task: 'tsc', cause: 'server.ts saved' }, notice: undefined },
    ]);
    await loop.changed('/home/ada/app/dist/server.js');
    expect(restarts).toEqual([]);
    builds[0]!.resolve({ kind: 'built' });
    await settled();
    expect(restarts).toEqual(['server.ts saved']);
    expect(builds).toHaveLength(1);
  });

  it('leaves the server as it runs when it fails', async () => {
    const { loop, builds, restarts, shown } = building();
    loop.saved(SERVER);
    await settled();
    const failure = { kind: 'buildFailed', task: 'tsc', exitCode: 2 } as const;
    builds[0]!.resolve(failure);
    await settled();
    expect(restarts).toEqual([]);
    expect(shown.at(-1)).toEqual({ activity: undefined, notice: failure });
  });

  it('is run again for what was saved meanwhile, before the server is restarted', async () => {
    const { loop, builds, restarts } = building();
    loop.saved(SERVER);
    await settled();
    loop.saved(OTHER);
    builds[0]!.resolve({ kind: 'built' });
    await settled();
    expect(restarts).toEqual([]);
    builds[1]!.resolve({ kind: 'built' });
    await settled();
    expect(restarts).toEqual(['other.ts saved']);
  });
});

describe('a server that writes files which are watched', () => {
  const STATE = '/home/ada/app/data/state.json';

  it('is not restarted for ever, and the file is named', async () => {
    const { loop, restarts, shown } = setUp();
    await calm();
    for (let round = 0; round < 6; round++) {
      await vi.advanceTimersByTimeAsync(1);
      await loop.changed(STATE);
      await settled();
    }
    // The first one may have been anybody's doing.
    expect(restarts).toHaveLength(3);
    expect(shown.filter((one) => JSON.stringify(one).includes('writesItself'))).toEqual([
      { notice: { kind: 'writesItself', file: 'data/state.json' } },
    ]);
  });

  it('is still restarted for other files, and for that one if a person saves it', async () => {
    const { loop, restarts } = setUp();
    for (let round = 0; round < 6; round++) {
      await vi.advanceTimersByTimeAsync(1);
      await loop.changed(STATE);
      await settled();
    }
    await calm();
    const before = restarts.length;
    await loop.changed(SERVER);
    await settled();
    loop.saved(STATE);
    await settled();
    expect(restarts.slice(before)).toEqual(['server.ts changed', 'state.json saved']);
  });

  it('counts as doing so, too, while it is not ready yet', async () => {
    const { loop, restarts, starting } = setUp();
    for (let round = 0; round < 6; round++) {
      starting();
      await vi.advanceTimersByTimeAsync(1);
      await loop.changed(STATE);
      await settled();
    }
    expect(restarts).toHaveLength(2);
  });

  it('is another matter than an editor that saves again and again', async () => {
    const { loop, restarts } = setUp();
    for (let round = 0; round < 6; round++) {
      loop.saved(SERVER);
      await settled();
    }
    expect(restarts).toHaveLength(6);
  });
});
