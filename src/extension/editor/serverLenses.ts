import {
  CodeLens,
  type CodeLensProvider,
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import { DisposableStore } from '../util/disposableStore';
import { throttle } from '../util/timers';
import { CONFIG_DOCUMENTS, type ServerHere, serversHere } from './configuredHere';
import { lensesOf } from './lensTexts';

/** A server changes many times a second while it starts; lenses that jump cannot be clicked. */
const REFRESH_MS = 200;
const KEY = `${SETTINGS_SECTION}.${SETTINGS.codeLens}`;

/** Above each entry of a configuration file: how its server stands, and what can be done with it. */
export class ServerLenses implements CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #disposables = new DisposableStore();

  constructor(private readonly registry: ServerRegistry) {
    const refresh = throttle(() => this.#changed.fire(), REFRESH_MS);
    for (const item of [
      this.#changed,
      refresh,
      registry.onDidChange(refresh),
      workspace.onDidGrantWorkspaceTrust(refresh),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(KEY) && refresh()),
      languages.registerCodeLensProvider(CONFIG_DOCUMENTS, this),
    ]) {
      this.#disposables.add(item);
    }
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const settings = workspace.getConfiguration(SETTINGS_SECTION, document);
    if (!settings.get<boolean>(SETTINGS.codeLens, true)) return [];
    return (await serversHere(this.registry, document)).flatMap(codeLenses);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

function codeLenses({ server, range }: ServerHere): CodeLens[] {
  const canDebug = server.configured !== undefined && server.configured.entry.kind !== 'remote';
  const lenses = lensesOf(server.snapshot, { isTrusted: workspace.isTrusted, canDebug }, l10n);
  return lenses.map(
    ({ title, tooltip, command, arguments: args }) =>
      new CodeLens(range, { title, tooltip, command, arguments: [...args] }),
  );
}
