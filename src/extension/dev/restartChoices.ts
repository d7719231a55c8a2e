import { type Disposable, EventEmitter, type Memento, workspace } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { ConfiguredServer } from '../servers/knownServer';
import { DisposableStore } from '../util/disposableStore';

const KEY = 'restartOnSave';

/** Which servers restart when their files are saved: those with `dev.watch`, or all whose files are known. */
export type RestartMode = 'off' | 'configured' | 'on';
type Chosen = Readonly<Record<ServerId, boolean>>;

/** What is wished of restarts: by setting, and for single servers by hand, which the workspace keeps. */
export class RestartChoices implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #modes = new Map<string, RestartMode>();
  readonly #disposables = new DisposableStore();

  constructor(private readonly state: Memento) {
    this.#disposables.add(this.#changed);
    this.#disposables.add(workspace.onDidChangeWorkspaceFolders(() => this.#modes.clear()));
    this.#disposables.add(
      workspace.onDidChangeConfiguration((event) => {
        const names = [SETTINGS.restartOnSave, SETTINGS.restartOnSaveGlobs];
        if (!names.some((name) => event.affectsConfiguration(`${SETTINGS_SECTION}.${name}`)))
          return;
        this.#modes.clear();
        this.#changed.fire();
      }),
    );
  }

  modeOf(id: ServerId, { source }: Pick<ConfiguredServer, 'source'>): RestartMode {
    const chosen = this.#chosen[id];
    if (chosen !== undefined) return chosen ? 'on' : 'off';
    const key = source.folder?.uri.toString() ?? '';
    // Of many servers at once, most are of one folder.
    const mode =
      this.#modes.get(key) ??
      settings(source).get<RestartMode>(SETTINGS.restartOnSave, 'configured');
    this.#modes.set(key, mode);
    return mode;
  }

  /** Whether it is wished that a server restarts, if it can be known what it is made of. */
  isWished(id: ServerId, configured: Pick<ConfiguredServer, 'source' | 'entry'>): boolean {
    const mode = this.modeOf(id, configured);
    return mode === 'on' || (mode === 'configured' && configured.entry.dev?.watch !== undefined);
  }

  /** What is watched of servers that do not say it themselves; empty: what their commands tell. */
  globsOf({ source }: Pick<ConfiguredServer, 'source'>): readonly string[] {
    return settings(source).get<string[]>(SETTINGS.restartOnSaveGlobs, []);
  }

  async set(id: ServerId, wanted: boolean): Promise<void> {
    await this.state.update(KEY, { ...this.#chosen, [id]: wanted });
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  get #chosen(): Chosen {
    return this.state.get<Chosen>(KEY, {});
  }
}

function settings({ folder }: ConfiguredServer['source']) {
  return workspace.getConfiguration(SETTINGS_SECTION, folder);
}
