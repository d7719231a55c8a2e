import { type CancellationToken, l10n } from 'vscode';
import type { ServerAccess } from '../../shared/clients/clientConfiguration';
import type { InputDefinition } from '../../shared/config/serverEntry';
import type { ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import type { InputStore } from '../inputs/inputStore';
import type { LaunchGate } from '../policy/launchGate';
import type { ConfiguredServer } from '../servers/knownServer';
import { prepareLaunch } from '../servers/prepareLaunch';
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
    private readonly gate: Pick<LaunchGate, 'allowed' | 'confirmed' | 'refusal'>,
    private readonly inputs: Pick<InputStore, 'resolve'>,
  ) {}

  /**
   * For a client of this window, which connects at once: what must be running for that, runs and is ready.
   * @throws with the cause when the server does not get ready.
   */
  async open(id: ServerId, cancellation?: CancellationToken): Promise<ServerAccess> {
    const configured = this.#configured(id);
    if (configured.entry.kind === 'stdio') return this.#tapped(id, configured);
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

  /** The client starts it: what is asked and judged before a start is asked and judged now. */
  async #tapped(id: ServerId, configured: ConfiguredServer): Promise<ServerAccess> {
    const server = { id, configured };
    if (!(await this.gate.allowed([server])).has(id)) throw this.#notStarted(id);
    const inputs = answeredOnce(this.inputs);
    const definition = await prepareLaunch(id, configured, inputs);
    const refusal = this.gate.refusal(definition);
    if (refusal !== undefined) throw new Error(`${configured.entry.name}: ${refusal.title}`);
    if (!(await this.gate.confirmed(server, definition))) throw this.#notStarted(id);
    return this.tap.resolved(configured, inputs);
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

/** What is judged is what is launched: no command of an input runs, and answers, twice. */
function answeredOnce(inputs: Pick<InputStore, 'resolve'>): Pick<InputStore, 'resolve'> {
  const answers = new Map<string, Promise<string>>();
  return {
    resolve: (scope: string, input: InputDefinition) => {
      const answer = answers.get(input.id) ?? inputs.resolve(scope, input);
      answers.set(input.id, answer);
      return answer;
    },
  };
}
