import { createHash } from 'node:crypto';
import {
  type Disposable,
  EventEmitter,
  l10n,
  lm,
  McpHttpServerDefinition,
  type McpServerDefinition,
  type McpServerDefinitionProvider,
  McpStdioServerDefinition,
  Uri,
} from 'vscode';
import type { ServerAccess } from '../../shared/clients/clientConfiguration';
import type { ServerId } from '../../shared/model/server';
import type { McpPolicy } from '../policy/mcpPolicy';
import { identityOf } from '../policy/serverIdentity';
import type { KnownServer } from '../servers/knownServer';
import { DisposableStore } from '../util/disposableStore';
import type { WatchedServers } from './watchedServers';

/** As in `contributes.mcpServerDefinitionProviders` of package.json. */
export const CHAT_PROVIDER = 'portcullis.watched';

export interface ChatProviderServices {
  readonly watched: WatchedServers;
  readonly policy: McpPolicy;
  /** How a server is reached through Portcullis; starts what must run for that. */
  access(id: ServerId): Promise<ServerAccess>;
}

/** Offers watched servers to VS Code's own chat, so that all it says passes through the traffic log. */
export class ChatProvider implements McpServerDefinitionProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeMcpServerDefinitions = this.#changed.event;
  readonly #disposables = new DisposableStore();
  #offered = new Map<string, ServerId>();

  constructor(private readonly services: ChatProviderServices) {
    this.#disposables.add(this.#changed);
    this.#disposables.add(services.watched.onDidChange(() => this.#changed.fire()));
    this.#disposables.add(services.policy.onDidChange(() => this.#changed.fire()));
    this.#disposables.add(lm.registerMcpServerDefinitionProvider(CHAT_PROVIDER, this));
  }

  /** VS Code asks early and often: nothing is started here. */
  provideMcpServerDefinitions(): McpServerDefinition[] {
    this.#offered = new Map();
    const { policy, watched } = this.services;
    // `registry` leaves to the chat what VS Code has installed from there, and nothing of extensions.
    if (policy.chatAccess !== 'all') return [];
    return watched.servers
      .filter(({ configured }) => !policy.refusal(identityOf(configured!.entry), 'written'))
      .map((server) => this.#offer(server));
  }

  /** VS Code is about to start the server: now it is launched through the gate. */
  async resolveMcpServerDefinition(
    definition: McpServerDefinition,
  ): Promise<McpServerDefinition | undefined> {
    const id = this.#offered.get(definition.label);
    if (id === undefined) return undefined;
    const access = await this.services.access(id);
    if (definition instanceof McpStdioServerDefinition) {
      if (access.kind !== 'stdio') throw changed(definition.label);
      definition.command = access.command;
      definition.args = [...access.args];
      definition.env = { ...access.env };
    } else {
      if (access.kind === 'stdio') throw changed(definition.label);
      definition.uri = Uri.parse(access.url, true);
      definition.headers = { ...access.headers };
    }
    return definition;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #offer(server: KnownServer): McpServerDefinition {
    const label = this.#label(server.name);
    this.#offered.set(label, server.id);
    const version = versionOf(server);
    return server.configured?.entry.kind === 'stdio'
      ? new McpStdioServerDefinition(label, process.execPath, [], {}, version)
      : // The port is known when the server is launched.
        new McpHttpServerDefinition(label, Uri.parse('http://127.0.0.1/mcp'), {}, version);
  }

  /** VS Code tells servers of a provider apart by their labels. */
  #label(name: string): string {
    const label = l10n.t('{0} (watched)', name);
    for (let count = 1; ; count++) {
      const unique = count === 1 ? label : `${label} ${count}`;
      if (!this.#offered.has(unique)) return unique;
    }
  }
}

/**
 * Another one when the entry has changed: VS Code then forgets the tools that it knew. It must not change for
 * less, because VS Code ends the connection of a server whose definition has changed.
 */
function versionOf({ configured }: KnownServer): string {
  const { range: _, fullRange: __, problems: ___, ...entry } = configured!.entry;
  return createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 16);
}

function changed(label: string): Error {
  return new Error(l10n.t('The configuration of {0} has changed. Start it again.', label));
}
