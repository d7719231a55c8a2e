import { createHash } from 'node:crypto';
import { type Disposable, type Event, EventEmitter } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { CatalogCache } from '../servers/catalogCache';
import { DisposableStore } from '../util/disposableStore';

/** A version for the tools of each server that has been ready: another one when a tool has changed. */
export class ToolVersions implements Disposable {
  readonly #versions = new Map<ServerId, string>();
  readonly #changed = new EventEmitter<ServerId>();
  readonly onDidChange: Event<ServerId> = this.#changed.event;
  readonly #disposables = new DisposableStore();

  constructor(private readonly catalogs: CatalogCache) {
    this.#disposables.add(this.#changed);
    this.#disposables.add(catalogs.onDidChange((id) => void this.#look(id)));
  }

  /** Undefined for a server whose tools have not been seen. */
  of(id: ServerId): string | undefined {
    return this.#versions.get(id);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #look(id: ServerId): Promise<void> {
    const catalog = await this.catalogs.get(id);
    if (catalog === undefined) return;
    const hash = createHash('sha256').update(JSON.stringify(catalog.tools)).digest('hex');
    const version = hash.slice(0, 16);
    if (this.#versions.get(id) === version) return;
    this.#versions.set(id, version);
    this.#changed.fire(id);
  }
}
