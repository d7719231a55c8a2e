import { beforeAll, expect, test } from 'vitest';
import { type Engine, engineIdentity } from '../../src/proxy/engine';
import { readMark } from '../../src/proxy/process/launchMark';
import { listProcesses } from '../../src/proxy/process/processTable';
import type { StepId } from '../../src/shared/model/launch';
import type { LaunchDefinition } from '../../src/shared/model/server';
import type { ServerSnapshot } from '../../src/shared/model/state';
import { launchedHttp, stdio } from '../integration/engine/definitions';
import { isFree, makeEngine, openDescriptors, settled, until } from '../integration/engine/harness';

const STDIO = 200;
const HTTP = 50;
const ROUNDS = 2;
const STEPS = {
  stdio: ['config', 'process', 'mcp'],
  launchedHttp: ['config', 'port', 'process', 'tcp', 'http', 'mcp'],
} as const satisfies Record<string, StepId[]>;

const definitions = [
  ...Array.from({ length: STDIO }, (_, at) => stdio(`stdio-${at}`)),
  ...Array.from({ length: HTTP }, (_, at) => launchedHttp(`http-${at}`)),
];
const ports = new Set<number>();

/** Processes of this engine, and children of this process whosever they are. */
async function processes(): Promise<number> {
  const { mark } = engineIdentity();
  const rows = await listProcesses();
  return rows.filter((row) => row.ppid === process.pid || readMark(row)?.startsWith(mark)).length;
}

function notePorts(engine: Engine): void {
  engine.onDidChangeServer(({ url }) => {
    if (url !== undefined) ports.add(Number(new URL(url).port));
  });
}

async function startAll(engine: Engine): Promise<void> {
  await Promise.all(definitions.map((definition) => engine.start(definition)));
}

async function stopAll(engine: Engine): Promise<void> {
  await Promise.all(definitions.map(({ id }) => engine.stop(id)));
  expect(engine.table.own).toEqual([]);
}

/** In words, so that a failure shows what was told of it. */
function outcome({ name, state }: ServerSnapshot): string {
  return state.status === 'failed' ? `${name}: ${state.diagnosis.title}` : state.status;
}

let before: { processes: number; descriptors: number };

beforeAll(async () => {
  before = { processes: await processes(), descriptors: openDescriptors() };
});

test(`${STDIO} stdio and ${HTTP} HTTP servers at once: all ready, each seen as what it is`, async () => {
  const engine = makeEngine();
  notePorts(engine);
  const begun = performance.now();
  await startAll(engine);
  const ends = await Promise.all(definitions.map(({ id }) => settled(engine, id)));
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  expect(ends.map(outcome)).toEqual(definitions.map(() => 'ready'));
  expect(ends.every(({ warnings }) => warnings.length === 0)).toBe(true);
  console.log(`${ends.length} servers ready after ${seconds} s, ${await processes()} processes`);
  await stopAll(engine);
});

/** Stops it in the middle of the step. @returns what it came to */
async function stopAt(engine: Engine, definition: LaunchDefinition, step: StepId): Promise<string> {
  const { id } = definition;
  const seen = await until(
    engine,
    id,
    ({ launch, state }) =>
      state.status === 'ready' ||
      state.status === 'failed' ||
      launch?.steps.find((candidate) => candidate.id === step)?.status === 'running',
  );
  const reached = outcome(seen);
  await engine.stop(id);
  const { state } = engine.server(id)!;
  return /^(checking|starting|probing)$/.test(reached) ? state.status : reached;
}

test(`the same, ${ROUNDS} times over, every second one stopped in the middle of a step`, async () => {
  const engine = makeEngine();
  notePorts(engine);
  for (let round = 1; round <= ROUNDS; round++) {
    const begun = performance.now();
    const outcomes = definitions.map(async (definition, at) => {
      const steps = STEPS[definition.kind];
      if (at % 2 === 1) return outcome(await settled(engine, definition.id));
      return stopAt(engine, definition, steps[(at / 2 + round) % steps.length]!);
    });
    await startAll(engine);
    const ends = await Promise.all(outcomes);
    expect(ends).toEqual(definitions.map((_, at) => (at % 2 === 1 ? 'ready' : 'stopped')));
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    console.log(`round ${round}: half stopped on the way, half ready after ${seconds} s`);
    await stopAll(engine);
  }
});

test('nothing is left: no process, no port, no file descriptor', async () => {
  expect(await processes()).toBe(before.processes);
  const taken = [...ports].filter((port) => port > 0);
  expect(taken.length).toBeGreaterThanOrEqual(HTTP);
  const free = await Promise.all(taken.map((port) => isFree(port)));
  expect(taken.filter((_, at) => !free[at])).toEqual([]);
  // The system tells a moment later that the other end of a connection is gone.
  await expect.poll(openDescriptors, { timeout: 10_000 }).toBeLessThanOrEqual(before.descriptors);
  console.log(
    `left: ${(await processes()) - before.processes} processes, 0 of ${taken.length} ports, ` +
      `${openDescriptors() - before.descriptors} descriptors more than before`,
  );
});
