import { type Disposable, type OutputChannel, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { maskValues } from '../../shared/secrets/maskSecrets';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';
import { formatLine } from './formatLine';

/** One output channel for each server that has printed something. */
export class ServerOutput implements Disposable {
  readonly #channels = new Map<ServerId, OutputChannel>();
  readonly #disposables = new DisposableStore();

  constructor(
    private readonly registry: ServerRegistry,
    supervisor: ProxySupervisor,
    private readonly secretsOf: (id: ServerId) => readonly string[],
  ) {
    this.#disposables.add(
      supervisor.notifications.on('inspector/outputAppended', ({ serverId, lines }) =>
        this.#channel(serverId).append(
          this.#withoutSecrets(serverId, lines.map(formatLine).join('')),
        ),
      ),
    );
  }

  show(id: ServerId): void {
    this.#channel(id).show(true);
  }

  /** Takes its channel away. */
  forget(id: ServerId): void {
    this.#channels.get(id)?.dispose();
    this.#channels.delete(id);
  }

  dispose(): void {
    this.#disposables.dispose();
    for (const channel of this.#channels.values()) channel.dispose();
  }

  /** VS Code keeps what a channel is given in a file. */
  #withoutSecrets(id: ServerId, text: string): string {
    return maskValues(text, this.secretsOf(id));
  }

  #channel(id: ServerId): OutputChannel {
    let channel = this.#channels.get(id);
    if (channel === undefined) {
      const name = this.registry.get(id)?.name ?? id.slice(id.indexOf('/') + 1);
      channel = window.createOutputChannel(`MCP: ${name}`, 'log');
      this.#channels.set(id, channel);
    }
    return channel;
  }
}
