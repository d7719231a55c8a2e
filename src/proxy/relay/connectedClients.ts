import { type Disposable, Emitter } from 'vscode-jsonrpc';
import type { RelayedClient, RelayedClients } from '../../shared/model/relayedClient';
import type { ServerId } from '../../shared/model/server';
import type { Speaker } from './clientNames';

/** Over HTTP nobody says goodbye: a client that is silent for so long has left. */
const SILENCE_MS = 2 * 60_000;

/** One HTTP exchange of a client, while it lasts. */
export interface Visit {
  /** The client has said what it is called. */
  named(): void;
  /** @param isGoodbye the session ends with it */
  leave(isGoodbye: boolean): void;
}

/** Takes note of who comes to one server. */
export interface Presence {
  enter(speaker: Speaker): Visit;
}

interface Present {
  readonly name: string;
  readonly via: RelayedClient['via'];
  readonly since: number;
  readonly sessions: Set<string>;
  /** Exchanges that are under way. */
  open: number;
  /** It has ended all its sessions. */
  hasEnded: boolean;
  /** Runs while it is silent. */
  timer: NodeJS.Timeout | undefined;
}

/** Which other clients speak to which servers now, through the relay or a tap; known once they have said their names. */
export class ConnectedClients implements Disposable {
  readonly #servers = new Map<ServerId, Map<string, Present>>();
  readonly #runs = new Map<string, { readonly serverId: ServerId; readonly client: Present }>();
  readonly #told = new Map<ServerId, string>();
  readonly #changed = new Emitter<RelayedClients>();
  readonly #silenceMs: number;
  /** Others are there than before. */
  readonly onDidChange = this.#changed.event;

  constructor(silenceMs = SILENCE_MS) {
    this.#silenceMs = silenceMs;
  }

  of(serverId: ServerId): readonly RelayedClient[] {
    return [...(this.#servers.get(serverId)?.values() ?? [])].map(
      ({ name, via, since, sessions }) => ({ name, via, since, sessions: sessions.size }),
    );
  }

  presence(serverId: ServerId): Presence {
    return { enter: (speaker) => this.#enter(serverId, speaker) };
  }

  /** @param run of the tap @param since epoch ms */
  tapped(serverId: ServerId, run: string, name: string, since: number): void {
    if (this.#runs.has(run)) return;
    const client = this.#client(serverId, 'tap', name, since);
    client.sessions.add(run);
    this.#runs.set(run, { serverId, client });
    this.#tell(serverId);
  }

  untapped(run: string): void {
    const known = this.#runs.get(run);
    if (!known) return;
    this.#runs.delete(run);
    known.client.sessions.delete(run);
    if (known.client.sessions.size === 0) this.#remove(known.serverId, known.client);
    this.#tell(known.serverId);
  }

  /** The server does not run any more: nobody is connected to it by the relay. */
  disconnect(serverId: ServerId): void {
    for (const client of this.#servers.get(serverId)?.values() ?? []) {
      if (client.via === 'relay') this.#remove(serverId, client);
    }
    this.#tell(serverId);
  }

  dispose(): void {
    for (const clients of this.#servers.values()) {
      for (const { timer } of clients.values()) clearTimeout(timer);
    }
    this.#servers.clear();
    this.#changed.dispose();
  }

  #enter(serverId: ServerId, speaker: Speaker): Visit {
    let client: Present | undefined;
    const named = () => {
      const { name, session } = speaker;
      if (client || name === undefined) return;
      client = this.#client(serverId, 'relay', name, Date.now());
      client.open++;
      clearTimeout(client.timer);
      client.hasEnded = false;
      if (session !== undefined) client.sessions.add(session);
      this.#tell(serverId);
    };
    named();
    const leave = (isGoodbye: boolean) => {
      // Its name may have been said in another exchange.
      named();
      if (!client) return;
      client.open--;
      if (isGoodbye && speaker.session !== undefined) client.sessions.delete(speaker.session);
      // Its event stream may end a moment later.
      client.hasEnded ||= isGoodbye && client.sessions.size === 0;
      if (client.open === 0) this.#silent(serverId, client, client.hasEnded ? 0 : this.#silenceMs);
      else this.#tell(serverId);
    };
    return { named, leave };
  }

  #silent(serverId: ServerId, client: Present, ms: number): void {
    const leave = () => {
      this.#remove(serverId, client);
      this.#tell(serverId);
    };
    clearTimeout(client.timer);
    if (ms === 0) leave();
    else client.timer = setTimeout(leave, ms).unref();
  }

  #client(serverId: ServerId, via: Present['via'], name: string, since: number): Present {
    const clients = this.#servers.get(serverId) ?? new Map<string, Present>();
    this.#servers.set(serverId, clients);
    const key = `${via} ${name}`;
    const known = clients.get(key);
    if (known) return known;
    const sessions = new Set<string>();
    const client = { name, via, since, sessions, open: 0, hasEnded: false, timer: undefined };
    clients.set(key, client);
    return client;
  }

  #remove(serverId: ServerId, client: Present): void {
    clearTimeout(client.timer);
    const clients = this.#servers.get(serverId);
    const key = `${client.via} ${client.name}`;
    if (clients?.get(key) === client) clients.delete(key);
  }

  #tell(serverId: ServerId): void {
    const clients = this.of(serverId);
    const text = JSON.stringify(clients);
    if (text === (this.#told.get(serverId) ?? '[]')) return;
    this.#told.set(serverId, text);
    this.#changed.fire({ serverId, clients });
  }
}
