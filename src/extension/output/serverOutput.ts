import { type Disposable, type OutputChannel, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { OutputLine } from '../../shared/model/traffic';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';

/** One output channel for each server that has printed something. */
export class ServerOutput implements Disposable {
  readonly #channels = new Map<ServerId, OutputChannel>();
  readonly #disposables = new DisposableStore();

  constructor(
    private readonly registry: ServerRegistry,
    supervisor: ProxySupervisor,
  ) {
    this.#disposables.add(
      supervisor.notifications.on('inspector/outputAppended', ({ serverId, lines }) =>
        this.#channel(serverId).append(lines.map(formatLine).join('')),
      ),
    );
  }

  show(id: ServerId): void {
    this.#channel(id).show(true);
  }

  dispose(): void {
    this.#disposables.dispose();
    for (const channel of this.#channels.values()) channel.dispose();
  }

  #channel(id: ServerId): OutputChannel {
    let channel = this.#channels.get(id);
    if (channel === undefined) {
      const name = this.registry.get(id)?.name ?? id;
      channel = window.createOutputChannel(`MCP: ${name}`, 'log');
      this.#channels.set(id, channel);
    }
    return channel;
  }
}

/** `09:41:07.123 [stderr] Listening on 3001` */
export function formatLine({ time, stream, text }: OutputLine): string {
  const clock = new Date(time);
  const part = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const stamp = `${part(clock.getHours())}:${part(clock.getMinutes())}:${part(clock.getSeconds())}.${part(clock.getMilliseconds(), 3)}`;
  return `${stamp} [${stream}] ${text}\n`;
}
