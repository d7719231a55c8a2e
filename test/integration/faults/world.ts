import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from '../../../src/proxy/ports/portReservation';
import type { LaunchStep, StepId } from '../../../src/shared/model/launch';

const PROGRAMS = path.resolve(import.meta.dirname, '../../fixtures/faults');

export type Environment = Readonly<Record<string, string>>;

/** What a fault takes place in: a folder, other programs, and what the test does in the course of the launch. */
export class World {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'portcullis-fault-'));
  /** Values that the evidence must name. */
  readonly expected: string[] = [];
  readonly #processes = new Set<ChildProcess>();
  readonly #onStep = new Map<StepId, () => void>();
  readonly #onEnd: (() => void)[] = [];

  /** The path of a program of the fixtures. */
  program(name: string): string {
    return path.join(PROGRAMS, name);
  }

  /** A copy of a program in the world's folder, with what it imports. */
  copy(name: string, mode: number): string {
    const copy = path.join(this.folder, name);
    cpSync(this.program(name), copy);
    cpSync(path.join(PROGRAMS, 'lib'), path.join(this.folder, 'lib'), { recursive: true });
    chmodSync(copy, mode);
    return copy;
  }

  /** The entry that runs a program of the fixtures over stdio, or over HTTP when it has a `url`. */
  run(name: string, more: object = {}): Record<string, unknown> {
    const file = this.program(name);
    const command = interpreterOf(name);
    return { command, args: [file], ...more };
  }

  /** Starts another program, which is not under inspection. Resolves when it says where it listens. */
  async start(name: string, env: Environment = {}): Promise<{ port: number; pid: number }> {
    const child = spawn(interpreterOf(name), [this.program(name)], {
      env: { ...process.env, PORT: String(await this.freePort()), ...env },
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#processes.add(child);
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      said.push(line);
      const port = /^Listening on http:\/\/\S+:(\d+)$/.exec(line)?.[1];
      if (port) return { port: Number(port), pid: child.pid! };
    }
    throw new Error(`${name} did not listen:\n${said.join('\n')}`);
  }

  /** The evidence must name this value, which is not known before. */
  expect<T extends string | number>(value: T): T {
    this.expected.push(String(value));
    return value;
  }

  /**
   * A port that was free a moment ago, and that the system gives to nobody by itself: one of its own choice
   * may be the source of anyone's connection in the next moment.
   */
  freePort(): Promise<number> {
    return findFreePort();
  }

  /** Runs `act` once, as soon as a step of the launch has passed. */
  afterStep(step: StepId, act: () => void): void {
    this.#onStep.set(step, act);
  }

  /** Told of each change of the checklist. */
  observe(steps: readonly LaunchStep[]): void {
    for (const { id, status } of steps) {
      const act = status === 'passed' ? this.#onStep.get(id) : undefined;
      if (!act) continue;
      this.#onStep.delete(id);
      act();
    }
  }

  onEnd(act: () => void): void {
    this.#onEnd.push(act);
  }

  /** Ends the other programs. */
  async stopOthers(): Promise<void> {
    await Promise.all([...this.#processes].map(kill));
  }

  async end(): Promise<void> {
    for (const act of this.#onEnd) act();
    await this.stopOthers();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function interpreterOf(name: string): string {
  if (name.endsWith('.py')) return 'python3';
  return name.endsWith('.sh') ? 'sh' : process.execPath;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}
