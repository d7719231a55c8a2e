import { type CancellationToken, l10n } from 'vscode';
import type { ServerAccess } from '../../shared/clients/clientConfiguration';
import type { ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import type { LaunchGate } from '../policy/launchGate';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import type { TapCommand } from './tapCommand';
import { untilReady } from './untilReady';

/** How other MCP clients reach the servers of this window through Portcullis. */
export class ServerAccesses {
  constructor(
    private readonly registry: ServerRegistry,
    private readonly controller: ServerController,
    private readonly supervisor: ProxySupervisor,
    private readonly tap: TapCommand,
    private readonly gate: Pick<LaunchGate, 'allowed'>,
  ) {}

  /**
   * For a client of this window, which connects at once: what must be running for that, runs and is ready.
   * @throws with the cause when the server does not get ready.
   */
  async open(id: ServerId, cancellation?: CancellationToken): Promise<ServerAccess> {
    const configured = this.#configured(id);
    if (configured.entry.kind === 'stdio') {
      // The client starts it: what is asked before a start is asked now.
      if (!(await this.gate.allowed([{ id, configured }])).has(id)) throw this.#notStarted(id);
      return this.tap.resolved(configured);
    }
    await this.#start(id);
    await untilReady(this.registry, id, cancellation);
    return this.#relayed(id);
  }

  /** For the configuration of another client, without secrets but the token of the relay. */
  async written(id: ServerId): Promise<ServerAccess> {
    const configured = this.#configured(id);
    if (configured.entry.kind === 'stdio') return this.tap.written(configured);
    await this.#start(id);
    return this.#relayed(id);
  }

  #configured(id: ServerId) {
    const configured = this.registry.get(id)?.configured;
    if (configured === undefined) throw new Error(l10n.t('{0} is no longer configured.', id));
    return configured;
  }

  async #start(id: ServerId): Promise<void> {
    const state = this.registry.get(id)?.snapshot.state;
    if (state === undefined || !isActive(state)) await this.controller.start(id);
  }

  async #relayed(id: ServerId): Promise<ServerAccess> {
    const access = await this.supervisor.request('relay/access', { serverId: id });
    if (access === null) throw this.#notStarted(id);
    const { transport, url, headers } = access;
    return { kind: transport, url, headers };
  }

  #notStarted(id: ServerId): Error {
    const server = this.registry.get(id);
    const { name = id, snapshot } = server ?? {};
    return snapshot?.state.status === 'failed'
      ? new Error(`${name}: ${snapshot.state.diagnosis.title}`)
      : new Error(l10n.t('{0} was not started.', name));
  }
}
