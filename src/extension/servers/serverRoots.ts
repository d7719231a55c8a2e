import { type Disposable, type Memento, workspace } from 'vscode';
import type { Roots, RootsSetting } from '../../shared/model/answering';
import type { ServerId } from '../../shared/model/server';
import { isReady } from '../../shared/model/state';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import type { ServerRegistry } from './serverRegistry';

const KEY = 'roots';

type Chosen = Readonly<Record<ServerId, Roots>>;

/** What each server is told of roots: the folders of the workspace, or what a person has chosen for it. */
export class ServerRoots implements Disposable {
  readonly #listener: Disposable;

  constructor(
    private readonly state: Memento,
    private readonly registry: ServerRegistry,
    private readonly supervisor: Pick<ProxySupervisor, 'request'>,
  ) {
    this.#listener = workspace.onDidChangeWorkspaceFolders(() => void this.#tellFolders());
  }

  of(id: ServerId): RootsSetting {
    const own = this.#chosen[id];
    return own === undefined
      ? { roots: workspaceRoots(), isOwn: false }
      : { roots: own, isOwn: true };
  }

  /** @param roots null: the folders of the workspace again */
  async set(id: ServerId, roots: Roots | null): Promise<RootsSetting> {
    const { [id]: _before, ...others } = this.#chosen;
    await this.state.update(KEY, roots === null ? others : { ...others, [id]: roots });
    await this.#tell(id);
    return this.of(id);
  }

  dispose(): void {
    this.#listener.dispose();
  }

  get #chosen(): Chosen {
    return this.state.get<Chosen>(KEY, {});
  }

  async #tell(serverId: ServerId): Promise<void> {
    const server = this.registry.get(serverId);
    if (server === undefined || !isReady(server.snapshot.state)) return;
    const roots = this.of(serverId).roots.map(({ uri, name }) => ({
      uri,
      ...(name === undefined ? {} : { name }),
    }));
    await this.supervisor.request('inspector/setRoots', { serverId, roots });
  }

  async #tellFolders(): Promise<void> {
    const following = this.registry.servers.filter(({ id }) => !this.of(id).isOwn);
    // A session that ends meanwhile needs no roots.
    await Promise.allSettled(following.map(({ id }) => this.#tell(id)));
  }
}

function workspaceRoots(): Roots {
  return (workspace.workspaceFolders ?? []).map(({ uri, name }) => ({
    uri: uri.toString(),
    name,
  }));
}
