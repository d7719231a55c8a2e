import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { OutputLine } from '../../shared/model/traffic';
import { killTree, untilGone } from './killTree';
import { LAUNCH_MARK } from './launchMark';
import { LineSplitter, OutputLines } from './outputLines';
import { type ProcessRow, startTimeOf } from './processTable';
import { findTree, type TreeRoot } from './processTree';
import type { Environment } from './serverEnvironment';
import { isBatch, windowsBatch } from './windowsCommandLine';

/** A stdio server leaves when its input ends (MCP, stdio transport, shutdown); this is its time for it. */
const END_OF_INPUT_MS = 750;
const TERMINATE_MS = 1_250;
const KILL_MS = 1_000;
/** After the exit of the root, descendants may hold its output open for ever. */
const DRAIN_MS = 100;
/** Nobody tells us of the end of a process that is not our child. */
const BACKGROUND_POLL_MS = 500;
const HEAD_BYTES = 1_024;

export interface ExitInfo {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** It ended because we stopped it. */
  readonly intended: boolean;
}

export interface SpawnOptions {
  /** Absolute. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Environment;
  /** Inherited by every process of the launch. */
  readonly mark: string;
  /** Its stdin and stdout carry MCP messages. */
  readonly stdio: boolean;
  readonly onLine?: (line: OutputLine) => void;
  /** Whether a line on stderr is no word of the server's, and is passed over. */
  readonly passesOver?: (line: string) => boolean;
}

/** Thrown when the system refuses to start a program; `code` is the errno. */
export class SpawnError extends Error {
  override readonly name = 'SpawnError';
  constructor(
    readonly code: string,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

/** A server's process and all that it starts. */
export class ServerProcess {
  readonly root: TreeRoot;
  readonly commandLine: string;
  readonly output: OutputLines;
  /**
   * Settles when the root has ended and its output was read; or later, when it left in good order and others
   * of its tree went on. Never rejects.
   */
  readonly stopped: Promise<ExitInfo>;
  readonly #child: ChildProcess;
  readonly #stdio: boolean;
  #exit: ExitInfo | undefined;
  #stopping: Promise<ProcessRow[]> | undefined;
  #head = Buffer.alloc(0);

  constructor(child: ChildProcess, options: SpawnOptions, startedAt: number) {
    this.#child = child;
    this.#stdio = options.stdio;
    this.root = { pid: child.pid!, startedAt, mark: options.mark };
    this.commandLine = [options.file, ...options.args].map(quoteWord).join(' ');
    this.output = new OutputLines(options.onLine);
    this.#capture(options);
    this.stopped = this.#untilExit();
  }

  get pid(): number {
    return this.root.pid;
  }

  /** Epoch ms. */
  get startedAt(): number {
    return this.root.startedAt;
  }

  /** Set as soon as `stopped` is settled. */
  get exit(): ExitInfo | undefined {
    return this.#exit;
  }

  /** For the session of a stdio server. */
  get streams(): { stdin: Writable; stdout: Readable } {
    return { stdin: this.#child.stdin!, stdout: this.#child.stdout! };
  }

  /** For whoever passes it on: it is being read already. */
  get stderr(): Readable {
    return this.#child.stderr!;
  }

  /** The first bytes on stdout. */
  get stdoutHead(): Uint8Array {
    return this.#head;
  }

  /** Passes a signal on to the root; does nothing if that has ended. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** The living processes of the launch. */
  tree(): Promise<ProcessRow[]> {
    return findTree(this.root);
  }

  /**
   * Ends the whole tree within about 3 s: end of input (stdio), SIGTERM, SIGKILL. Every call gets the same
   * answer: what could not be ended, which is nothing unless it belongs to another user.
   */
  stop(): Promise<ProcessRow[]> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<ProcessRow[]> {
    // Looked up before anything dies: a parent's death hides its children from a walk of the tree.
    let known = await findTree(this.root);
    this.#child.stdin?.destroy();
    if (this.#stdio) {
      const timer = new Promise((resolve) => setTimeout(resolve, END_OF_INPUT_MS).unref());
      await Promise.race([this.stopped, timer]);
      // Descendants of a root that left in good order get the same moment to do so.
      if (this.#exit) known = await untilGone(this.root, known, 50);
    }
    const graceMs = this.#stdio ? TERMINATE_MS : END_OF_INPUT_MS + TERMINATE_MS;
    const left = await killTree(this.root, { graceMs, killMs: KILL_MS, known });
    if (left.length === 0) await this.stopped;
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    return left;
  }

  #capture({ passesOver = () => false }: SpawnOptions): void {
    const { stdin, stdout, stderr } = this.#child;
    // A server that left breaks the pipe; its exit tells more than EPIPE.
    stdin?.on('error', () => {});
    const errors = new LineSplitter((line) => {
      if (!passesOver(line)) this.output.add('stderr', line);
    });
    stderr?.on('data', (chunk: Buffer) => errors.push(chunk)).on('end', () => errors.end());
    stderr?.on('error', () => {});
    stdout?.on('error', () => {});
    if (!stdout) return;
    const keepHead = (chunk: Buffer) => {
      this.#head = Buffer.concat([this.#head, chunk]).subarray(0, HEAD_BYTES);
      if (this.#head.length >= HEAD_BYTES) stdout.off('data', keepHead);
    };
    if (this.#stdio) {
      // The session reads this stream. Listening before it does would let the first bytes pass it by.
      const onNew = (event: string | symbol) => {
        if (event !== 'data') return;
        stdout.off('newListener', onNew);
        stdout.on('data', keepHead);
      };
      stdout.on('newListener', onNew);
      return;
    }
    const lines = new LineSplitter((line) => this.output.add('stdout', line));
    stdout.on('data', keepHead);
    stdout.on('data', (chunk: Buffer) => lines.push(chunk)).on('end', () => lines.end());
  }

  async #untilExit(): Promise<ExitInfo> {
    const [code, signal] = await this.#rootExit();
    if (code === 0 && !this.#stdio) await this.#untilHandedOver();
    this.#exit = { code, signal, intended: this.#stopping !== undefined };
    return this.#exit;
  }

  #rootExit(): Promise<[number | null, NodeJS.Signals | null]> {
    return new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        const timer = setTimeout(() => resolve([code, signal]), DRAIN_MS);
        this.#child.once('close', () => {
          clearTimeout(timer);
          resolve([code, signal]);
        });
      });
    });
  }

  /** A launcher that leaves in good order may have put the server into the background. */
  async #untilHandedOver(): Promise<void> {
    while (!this.#stopping && (await findTree(this.root)).length > 0) {
      await delay(BACKGROUND_POLL_MS, undefined, { ref: false });
    }
  }
}

/**
 * Starts a program in a process group of its own.
 * @throws SpawnError if the system refuses.
 */
export async function startProcess(options: SpawnOptions): Promise<ServerProcess> {
  const child = spawnChild(options);
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(new SpawnError(error.code ?? 'UNKNOWN', error)),
    );
  });
  if (child.pid === undefined) return failed;
  failed.catch(() => {});
  return new ServerProcess(child, options, startTimeOf(child.pid) ?? Date.now());
}

function spawnChild(options: SpawnOptions): ChildProcess {
  const batch = isBatch(options.file, process.platform)
    ? windowsBatch(options.file, options.args, process.env.ComSpec ?? 'cmd.exe')
    : undefined;
  try {
    return spawn(batch?.command ?? options.file, batch?.args ?? [...options.args], {
      cwd: options.cwd,
      env: { ...options.environment, [LAUNCH_MARK]: options.mark },
      stdio: [options.stdio ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      windowsVerbatimArguments: batch !== undefined,
    });
  } catch (error) {
    throw new SpawnError((error as NodeJS.ErrnoException).code ?? 'UNKNOWN', error as Error);
  }
}

function quoteWord(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : JSON.stringify(word);
}
