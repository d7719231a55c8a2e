import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine, type EngineOptions, engineIdentity } from '../proxy/engine';
import { GuardianClient } from '../proxy/process/guardianClient';
import type { LaunchDefinition } from '../shared/model/server';
import type { ServerSnapshot } from '../shared/model/state';

/** The engine of one run of the command line, with a folder that is gone afterwards. */
export class Launcher {
  readonly #engine: Engine;
  readonly #guardian: GuardianClient;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'portcullis-'));
  #closing: Promise<void> | undefined;

  /** @param script the program that runs: it is its own guardian. */
  constructor(script: string, options: Pick<EngineOptions, 'offers' | 'recordTo'> = {}) {
    this.#guardian = new GuardianClient({ script, proxy: engineIdentity(), log: () => {} });
    this.#engine = new Engine({
      ...options,
      storagePath: this.#folder,
      guardian: this.#guardian,
      log: () => {},
    });
  }

  /**
   * Launches a server. Resolves when it is ready or has failed; undefined when it was stopped.
   * The time that is over is a failure: nobody is there to wait on.
   */
  launch(
    definition: LaunchDefinition,
    onChange: (snapshot: ServerSnapshot) => void,
  ): Promise<ServerSnapshot | undefined> {
    // An earlier launch of the same server may still have something to tell.
    const earlier = this.snapshot(definition.id)?.launch?.id;
    return new Promise((resolve, reject) => {
      const listener = this.#engine.onDidChangeServer((snapshot) => {
        if (snapshot.id !== definition.id || snapshot.launch?.id === earlier) return;
        onChange(snapshot);
        const { status } = snapshot.state;
        if (status !== 'ready' && status !== 'failed' && status !== 'stopped') return;
        listener.dispose();
        // Warnings are looked for right after a server has become ready.
        const latest = () => this.snapshot(definition.id) ?? snapshot;
        queueMicrotask(() => resolve(status === 'stopped' ? undefined : latest()));
      });
      this.#engine.start(definition).catch((error: unknown) => {
        listener.dispose();
        reject(error);
      });
    });
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Calls `listener` when a server that was ready is not any more. */
  onFailed(listener: (snapshot: ServerSnapshot) => void): void {
    this.#engine.onDidChangeServer((snapshot) => {
      if (snapshot.state.status === 'failed') listener(snapshot);
    });
  }

  snapshot(serverId: string): ServerSnapshot | undefined {
    return this.#engine.server(serverId)?.snapshot();
  }

  /** Stops everything that was started. Resolves when nothing is left. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#engine.close();
    await this.#guardian.goodbye();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
