import { type ChildProcess, spawn } from 'node:child_process';
import type { GuardianMessage } from './guardian';
import type { TreeRoot } from './processTree';

/** Tells the proxy's own file to be a guardian. */
export const GUARDIAN_ARGUMENT = '--guardian';
/** One that dies again and again will not do better the next time. */
const MAX_STARTS = 5;
/** It reads lines and waits: it needs next to no heap. */
const FLAGS = ['--max-old-space-size=32', '--max-semi-space-size=1', '--optimize-for-size'];

export interface GuardianOptions {
  /** The program to run: the proxy's own file. */
  readonly script: string;
  /** The proxy: its pid, its start, and the beginning of every mark it gives. */
  readonly proxy: TreeRoot;
  log(message: string): void;
}

/** The proxy's end of the pipe to its guardian. */
export class GuardianClient {
  readonly #options: GuardianOptions;
  readonly #watched = new Map<number, TreeRoot>();
  #child: ChildProcess | undefined;
  #starts = 0;
  #ended = false;

  constructor(options: GuardianOptions) {
    this.#options = options;
    this.#start();
  }

  /** Written into the pipe before it returns. */
  watch(root: TreeRoot): void {
    this.#watched.set(root.pid, root);
    this.#say({ kind: 'watch', root });
  }

  forget(root: TreeRoot): void {
    this.#watched.delete(root.pid);
    this.#say({ kind: 'forget', root });
  }

  /** After the last server has ended. Resolves when the guardian is gone. */
  async goodbye(): Promise<void> {
    this.#ended = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.ref();
    this.#say({ kind: 'goodbye' });
    child.stdin?.end();
    await exited;
  }

  #start(): void {
    this.#starts++;
    const child = spawn(process.execPath, [...FLAGS, this.#options.script, GUARDIAN_ARGUMENT], {
      // The proxy's own environment: run by VS Code, the same program is Node only through a variable.
      stdio: ['pipe', 'ignore', 'ignore'],
      // Out of the proxy's group, so that a signal to all of that does not reach it.
      detached: true,
      windowsHide: true,
    });
    this.#child = child;
    child.on('error', (error) =>
      this.#options.log(`The guardian cannot be started: ${error.message}`),
    );
    child.stdin?.on('error', () => {});
    child.once('exit', () => this.#onExit());
    child.unref();
    (child.stdin as { unref?(): void } | null)?.unref?.();
    this.#say({ kind: 'proxy', root: { ...this.#options.proxy, pid: -1 } });
    for (const root of this.#watched.values()) this.#say({ kind: 'watch', root });
  }

  #onExit(): void {
    if (this.#ended) return;
    if (this.#starts < MAX_STARTS) {
      this.#start();
      this.#options.log('The guardian of the servers has ended; another one takes its place.');
    } else this.#options.log('The guardian of the servers keeps ending; it is not started again.');
  }

  #say(message: GuardianMessage): void {
    this.#child?.stdin?.write(`${JSON.stringify(message)}\n`);
  }
}
