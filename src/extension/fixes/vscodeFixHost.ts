import { l10n, ProgressLocation, Uri, window } from 'vscode';
import { isActive } from '../../shared/model/state';
import type { InputStore } from '../inputs/inputStore';
import type { ServerOutput } from '../output/serverOutput';
import type { ConfiguredServer, KnownServer } from '../servers/knownServer';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { EntryEdit } from '../sources/configSource';
import { showFile } from '../sources/textEdits';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { messageOf } from '../util/messageOf';
import { askForValue } from './askForValue';
import type { FilePlace, FixHost } from './fixHost';
import { runInTerminal } from './runInTerminal';

export interface FixServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly supervisor: ProxySupervisor;
  readonly output: ServerOutput;
  readonly inputs: InputStore;
}

/** Carries fixes out for one server in this window. */
export class VSCodeFixHost implements FixHost {
  constructor(
    private readonly server: KnownServer,
    private readonly services: FixServices,
  ) {}

  entry() {
    const { entry, source } = this.#configured;
    return { entry, variables: source.variables };
  }

  async editEntry(edits: readonly EntryEdit[]): Promise<void> {
    const { source, entry } = this.#configured;
    await source.edit(entry, edits);
    await this.services.registry.reload(source);
  }

  async openEntry(): Promise<void> {
    const { source, entry, location } = this.#configured;
    await source.open(location === undefined ? undefined : entry.range);
  }

  async openFile(path: string, place?: FilePlace): Promise<void> {
    const range = place && { ...place, endLine: place.line, endColumn: place.column };
    await showFile(Uri.file(path), range);
  }

  askForValue(name: string): Promise<string | undefined> {
    return askForValue(this.#configured, name, this.services.inputs);
  }

  async confirmStop(pid: number): Promise<boolean> {
    const stop = l10n.t('Stop Process');
    const answer = await window.showWarningMessage(
      l10n.t('Stop the process {0}?', pid),
      { modal: true, detail: l10n.t('What it has not saved is lost.') },
      stop,
    );
    return answer === stop;
  }

  async stopProcess(pid: number, startedAt: number | undefined): Promise<void> {
    await this.services.supervisor.request('process/stop', {
      pid,
      ...(startedAt === undefined ? {} : { startedAt }),
    });
  }

  async runInTerminal(
    command: string,
    cwd: string | undefined,
    onSuccess: () => Promise<void>,
  ): Promise<void> {
    const { registry } = this.services;
    const { id, name } = this.server;
    await runInTerminal({ name: l10n.t('MCP: {0}', name), command, cwd }, async () => {
      const known = registry.get(id);
      // Whoever did not wait for the command has started it, or has removed it.
      if (known?.configured === undefined || isActive(known.snapshot.state)) return;
      await onSuccess().catch((error) => window.showErrorMessage(messageOf(error)));
    });
  }

  /** A page that was closed tells nobody: the person can say so. */
  async signIn(): Promise<boolean> {
    const { supervisor } = this.services;
    const { id: serverId, name } = this.server;
    const title = l10n.t('Waiting until you have signed in to {0}…', name);
    const location = ProgressLocation.Notification;
    return window.withProgress({ location, title, cancellable: true }, (_, cancelled) => {
      cancelled.onCancellationRequested(() => {
        supervisor.request('server/cancelSignIn', { serverId }).catch(() => {
          // The proxy is gone, and with it whoever waited.
        });
      });
      return supervisor.request('server/signIn', { serverId });
    });
  }

  showOutput(): void {
    this.services.output.show(this.server.id);
  }

  start(): Promise<void> {
    return this.services.controller.start(this.server.id);
  }

  get #configured(): ConfiguredServer {
    const { name, configured } = this.server;
    if (configured === undefined) throw new Error(l10n.t('{0} is no longer configured.', name));
    return configured;
  }
}
