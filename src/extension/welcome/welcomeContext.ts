import { commands, type Disposable } from 'vscode';
import { isReady } from '../../shared/model/state';
import { CONTEXT_KEYS } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';

/** Tells the walkthrough and the welcome views what there is, and what the person has done. */
export class WelcomeContext implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #told = new Map<string, boolean>();

  constructor(
    private readonly registry: ServerRegistry,
    supervisor: ProxySupervisor,
  ) {
    this.#disposables.add(registry.onDidChange((id) => this.#look(id)));
    this.#disposables.add(
      supervisor.notifications.on('inspector/callChanged', ({ method, status }) => {
        if (method === 'tools/call' && status === 'succeeded') {
          this.#tell(CONTEXT_KEYS.hasCalled, true);
        }
      }),
    );
    this.#look(undefined);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #look(id: string | undefined): void {
    if (id === undefined) {
      this.#tell(CONTEXT_KEYS.hasServers, this.registry.servers.length > 0);
      return;
    }
    const state = this.registry.get(id)?.snapshot.state;
    if (state !== undefined && isReady(state)) this.#tell(CONTEXT_KEYS.hasBeenReady, true);
  }

  #tell(key: string, value: boolean): void {
    if (this.#told.get(key) === value) return;
    this.#told.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}
