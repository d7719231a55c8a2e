import { homedir } from 'node:os';
import path from 'node:path';
import { carryOutFix } from '../../../src/extension/fixes/carryOutFix';
import type { FixHost } from '../../../src/extension/fixes/fixHost';
import { ServerSignIns } from '../../../src/proxy/auth/serverSignIns';
import { Engine } from '../../../src/proxy/engine';
import { settingDialect } from '../../../src/shared/config/dialects/vscode';
import { expandEntry } from '../../../src/shared/config/expandEntry';
import { readConfig } from '../../../src/shared/config/readConfig';
import type { Diagnosis } from '../../../src/shared/model/diagnosis';
import type { LaunchDefinition } from '../../../src/shared/model/server';
import type { ServerSnapshot } from '../../../src/shared/model/state';
import { willingWindow } from '../auth/willingWindow';
import type { Fault, FixByPerson } from './fault';
import { FaultHost } from './faultHost';
import { launchWithoutNetwork } from './withoutNetwork';
import { World } from './world';

export interface FaultResult {
  readonly diagnosis: Diagnosis;
  /** The step that failed; undefined where none did. */
  readonly step: string | undefined;
  /** Values that the evidence must name. */
  readonly expected: readonly string[];
  /** From the start to the verdict. */
  readonly ms: number;
  /** What came of the launch after the fix was applied; undefined where none was. */
  readonly fixed?: 'ready' | Diagnosis;
}

const NAME = 'fault';
export const FAULT_ID = 'test/fault';

/**
 * Launches the faulty server through the whole gate. With a fix: carries it out as the extension host does,
 * lets the person do their part, and launches again.
 */
export async function runFault(fault: Fault, fix?: FixByPerson): Promise<FaultResult> {
  const world = new World();
  if (fault.withoutNetwork) {
    return launchWithoutNetwork(fault, world).finally(() => world.end());
  }
  const storagePath = path.join(world.folder, '.portcullis');
  const signIns = new ServerSignIns(willingWindow());
  const engine = new Engine({ storagePath, livenessMs: 200, signIns, log: () => {} });
  try {
    await engine.cleaned;
    const entry = await fault.entry(world);
    const text = JSON.stringify({ [NAME]: entry }, undefined, 2);
    const begun = performance.now();
    const failed = await launch(engine, await definitionOf(text, world), world, fault);
    const ms = performance.now() - begun;
    const found = { ...outcomeOf(failed, fault), ms, expected: world.expected };
    if (!fix) return found;
    const signIn = () => signIns.signIn(FAULT_ID);
    const mended = await mend(found.diagnosis, fix, { engine, world, text, signIn });
    const again = await launch(engine, await definitionOf(mended, world), world, fault);
    const fixed = again.state.status === 'failed' ? again.state.diagnosis : 'ready';
    return { ...found, fixed };
  } finally {
    signIns.dispose();
    await engine.close();
    await world.end();
  }
}

interface Scene {
  readonly engine: Engine;
  readonly world: World;
  readonly text: string;
  readonly signIn: FixHost['signIn'];
}

/** Carries out a fix, and what is left to the person. Returns the configuration's new text. */
async function mend(
  { fixes, code }: Diagnosis,
  { id, value, before, after }: FixByPerson,
  { engine, world, text, signIn }: Scene,
): Promise<string> {
  const fix = fixes.find((offered) => offered.id === id);
  if (!fix) throw new Error(`${code} has no fix “${id}”: ${fixes.map(({ id }) => id).join(', ')}`);
  await before?.(world);
  const output = () => (engine.server(FAULT_ID)?.output.all ?? []).map((line) => line.text);
  const stopProcess = (pid: number, startedAt?: number) => engine.stopProcess(pid, startedAt);
  const host = new FaultHost({ name: NAME, text, value, stopProcess, signIn, output });
  await carryOutFix(fix.action, host);
  if (host.started === (after !== undefined)) {
    throw new Error(`${id} ${after ? 'left nothing to the person' : 'did not start the server'}.`);
  }
  await after?.(host.opened!, world);
  return host.text;
}

/** Launches a server that has no fault. Returns what it is told nevertheless. */
export async function diagnoseHealthy(
  entry: (world: World) => object,
): Promise<Diagnosis | undefined> {
  const world = new World();
  const storagePath = path.join(world.folder, '.portcullis');
  const engine = new Engine({ storagePath, log: () => {} });
  try {
    const text = JSON.stringify({ [NAME]: entry(world) });
    const { state } = await launch(engine, await definitionOf(text, world), world, {});
    return state.status === 'failed' || state.status === 'degraded' ? state.diagnosis : undefined;
  } finally {
    await engine.close();
    await world.end();
  }
}

function outcomeOf({ state, launch, warnings }: ServerSnapshot, fault: Fault) {
  const step = launch?.steps.find(({ status }) => status === 'failed')?.id;
  const warning = warnings.find(({ code }) => code === fault.code);
  if (state.status === 'failed' || state.status === 'degraded') {
    return { diagnosis: state.diagnosis, step };
  }
  if (warning) return { diagnosis: warning, step };
  throw new Error(`${fault.code} did not fail: ${JSON.stringify(launch?.steps)}`);
}

/** The entry as it stands in the setting `portcullis.servers`. */
async function definitionOf(text: string, world: World): Promise<LaunchDefinition> {
  const { entries } = readConfig(text, settingDialect([]));
  return expandEntry(entries[0]!, {
    id: FAULT_ID,
    source: { label: 'settings', line: entries[0]!.range.line },
    roots: [],
    readyTimeout: 30_000,
    era: 'auto',
    dialect: 'vscode',
    resolve: ({ name, argument }) => {
      if (name === 'env') return process.env[argument ?? ''];
      return name === 'workspaceFolder' ? world.folder : undefined;
    },
    home: homedir(),
    folder: world.folder,
    resolvePath: path.resolve,
  });
}

/** Resolves when the server is ready or has failed; for a fault of later, when it has failed after that. */
function launch(
  engine: Engine,
  definition: LaunchDefinition,
  world: World,
  fault: Pick<Fault, 'whenReady'>,
): Promise<ServerSnapshot> {
  const earlier = engine.server(FAULT_ID)?.snapshot().launch?.id;
  return new Promise((resolve, reject) => {
    // What happens later is to happen to the first launch only.
    let whenReady = earlier === undefined ? fault.whenReady : undefined;
    const listener = engine.onDidChangeServer((snapshot) => {
      if (snapshot.launch?.id === earlier) return;
      world.observe(snapshot.launch?.steps ?? []);
      const { status } = snapshot.state;
      if (status === 'ready' && whenReady) {
        const act = whenReady;
        whenReady = () => {};
        const server = engine.server(FAULT_ID)!;
        // The session fetches its lists first.
        setImmediate(() => act({ pid: snapshot.process?.pid ?? 0, server, engine }));
      }
      const over = status === 'failed' || status === 'degraded';
      if (!over && !(status === 'ready' && !whenReady)) return;
      listener.dispose();
      // Warnings are looked for right after a server has become ready.
      queueMicrotask(() => resolve(engine.server(FAULT_ID)?.snapshot() ?? snapshot));
    });
    engine.start(definition).catch(reject);
  });
}
