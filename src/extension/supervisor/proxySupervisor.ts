import { setTimeout as delay } from 'node:timers/promises';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type { ProxyContract, ProxyInfo } from '../../shared/contracts/proxyContract';
import type { ParamsOf, RequestName, ResultOf } from '../../shared/rpc/contract';
import { messageOf } from '../util/messageOf';
import { NotificationHub } from './notificationHub';
import {
  type ProcessEnd,
  type ProxyOptions,
  type ProxyProcess,
  startProxyProcess,
} from './proxyProcess';
import { RestartPolicy } from './restartPolicy';

/** VS Code waits about five seconds for extensions to end. */
const SHUTDOWN_MS = 4_000;

export interface SupervisorOptions {
  /** Absolute path of the words in VS Code's language; absent where it is English. */
  readonly words?: string;
  /** Absolute path of the proxy's script. */
  readonly script: string;
  /** Answers what the proxy asks of the window. */
  readonly host: ProxyOptions['host'];
  /** Asked at every start. */
  readonly initialize: () => Promise<ParamsOf<ProxyContract, 'proxy/initialize'>>;
  /** A line that the proxy wrote to stdout or stderr. */
  readonly onLine: (line: string) => void;
  /** The process ended and nobody had asked it to. */
  readonly onCrash: (end: ProcessEnd, willRestart: boolean) => void;
  /** Another process has taken the place of the one that crashed. */
  readonly onRestart: (info: ProxyInfo) => void;
  readonly policy?: RestartPolicy;
  /** How long the proxy may take to end its servers before it is killed, in ms. */
  readonly shutdownMs?: number;
}

/** A proxy that has answered `proxy/initialize`. */
interface RunningProxy {
  readonly process: ProxyProcess;
  readonly info: ProxyInfo;
}

/** Keeps one proxy alive from its first use until the window closes. */
export class ProxySupervisor {
  readonly notifications = new NotificationHub();
  readonly #shutdown = new AbortController();
  #policy: RestartPolicy;
  /** What requests wait for: the present life of the proxy, or its next one. */
  #current: Promise<RunningProxy> | undefined;
  #process: ProxyProcess | undefined;
  #info: ProxyInfo | undefined;
  #gaveUp = false;
  readonly #startListeners = new Set<() => void>();

  constructor(private readonly options: SupervisorOptions) {
    this.#policy = options.policy ?? RestartPolicy.create();
  }

  /** Of the proxy that runs now. */
  get info(): ProxyInfo | undefined {
    return this.#info;
  }

  /** Each time that a proxy has been initialized. */
  onDidStart(listener: () => void): { dispose(): void } {
    this.#startListeners.add(listener);
    return { dispose: () => this.#startListeners.delete(listener) };
  }

  /** Asks the proxy, and starts it before that if need be. */
  async request<M extends RequestName<ProxyContract>>(
    method: M,
    params: ParamsOf<ProxyContract, M>,
  ): Promise<ResultOf<ProxyContract, M>> {
    this.#shutdown.signal.throwIfAborted();
    this.#current ??= this.#start();
    const { process } = await this.#current;
    try {
      return await process.client.request(method, params);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      throw new Error('The proxy stopped before it had answered.', { cause: error });
    }
  }

  /** After it gave up: lets the next request start the proxy again. */
  retry(): void {
    if (!this.#gaveUp) return;
    this.#gaveUp = false;
    this.#policy = this.options.policy ?? RestartPolicy.create();
    this.#current = undefined;
  }

  /** Stops the proxy, and with it every server, and waits until its process is gone. Idempotent. */
  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('Portcullis is shutting down.'));
    const process = this.#process;
    if (process === undefined) return;
    process.client.request('proxy/shutdown', {}).catch(() => {
      // It may be gone before it has answered; its end is what counts.
    });
    const timer = setTimeout(() => process.kill('SIGKILL'), this.options.shutdownMs ?? SHUTDOWN_MS);
    await process.ended;
    clearTimeout(timer);
  }

  async #start(onStarted?: (info: ProxyInfo) => void): Promise<RunningProxy> {
    const process = startProxyProcess({
      script: this.options.script,
      ...(this.options.words && { words: this.options.words }),
      notifications: this.notifications.handlers,
      host: this.options.host,
      onLine: this.options.onLine,
    });
    this.#process = process;
    // Before anything is awaited, so that no end goes unseen.
    const successor = process.ended.then((end) => this.#onEnd(end));
    // Of a proxy that had started, nobody waits for this.
    successor.catch(() => {});
    try {
      const params = await this.options.initialize();
      const info = await process.client.request('proxy/initialize', params);
      this.#info = info;
      onStarted?.(info);
      for (const listener of this.#startListeners) listener();
      return { process, info };
    } catch (error) {
      process.kill('SIGKILL');
      const next = await successor;
      if (next !== undefined) return next;
      throw new Error(`The proxy could not be started: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Decides what follows, and answers with the next life if there is to be one. */
  #onEnd(end: ProcessEnd): Promise<RunningProxy> | undefined {
    this.#process = undefined;
    this.#info = undefined;
    if (this.#shutdown.signal.aborted) return undefined;
    const decision = this.#policy.afterCrash(end.uptimeMs);
    if (decision.kind === 'giveUp') {
      this.#gaveUp = true;
      this.#current = Promise.reject(new Error('The proxy stopped again and again.'));
      this.#current.catch(() => {});
      this.options.onCrash(end, false);
      return undefined;
    }
    this.#policy = decision.policy;
    const next = this.#restart(decision.delayMs);
    next.catch(() => {
      // Every end has been reported as it came.
    });
    this.#current = next;
    this.options.onCrash(end, true);
    return next;
  }

  async #restart(delayMs: number): Promise<RunningProxy> {
    await delay(delayMs, undefined, { signal: this.#shutdown.signal });
    return this.#start(this.options.onRestart);
  }
}

function isConnectionLoss(error: unknown): boolean {
  return error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected;
}
