import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Engine } from '../../../src/proxy/engine';
import { isAlive } from '../../../src/proxy/process/processTable';
import type { Launch, StepId } from '../../../src/shared/model/launch';
import type { ServerId } from '../../../src/shared/model/server';
import type { ServerSnapshot, ServerStatus } from '../../../src/shared/model/state';

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'portcullis-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** An engine of its own, closed at the end of the test. */
export function makeEngine(storagePath = temporaryFolder()): Engine {
  const engine = new Engine({ storagePath, log: () => {} });
  onTestFinished(() => engine.close());
  return engine;
}

/** The first snapshot, from now on, that `matches`. */
export function until(
  engine: Engine,
  id: ServerId,
  matches: (snapshot: ServerSnapshot) => boolean,
): Promise<ServerSnapshot> {
  return new Promise((resolve) => {
    const current = engine.server(id)?.snapshot();
    if (current && matches(current)) return resolve(current);
    const subscription = engine.onDidChangeServer((snapshot) => {
      if (snapshot.id !== id || !matches(snapshot)) return;
      subscription.dispose();
      resolve(snapshot);
    });
    return undefined;
  });
}

export function untilStatus(
  engine: Engine,
  id: ServerId,
  ...statuses: ServerStatus[]
): Promise<ServerSnapshot> {
  return until(engine, id, ({ state }) => statuses.includes(state.status));
}

/** What came of a launch. */
export function settled(engine: Engine, id: ServerId): Promise<ServerSnapshot> {
  return untilStatus(engine, id, 'ready', 'failed');
}

export function step(launch: Launch | undefined, id: StepId) {
  return launch?.steps.find((candidate) => candidate.id === id);
}

/** Whether anyone can bind the port now. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** The pids that a family of processes wrote into `folder`, by role. */
export function pidsIn(folder: string): Map<string, number> {
  return new Map(
    readdirSync(folder).map((role) => [
      role,
      Number(readFileSync(path.join(folder, role), 'utf8')),
    ]),
  );
}

export function aliveOf(pids: Iterable<number>): number[] {
  return [...pids].filter((pid) => isAlive(pid));
}

/** Open file descriptors of this process. */
export function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}
