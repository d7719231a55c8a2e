import { commands, type Disposable, l10n, window } from 'vscode';
import type { DevNotice } from '../../shared/model/dev';
import type { ServerId } from '../../shared/model/server';
import { COMMANDS, INTERNAL_COMMANDS } from '../ids';
import type { PanelMemory } from '../panel/panelMemory';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { SessionSettingsStore } from '../servers/sessionSettingsStore';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';
import { DisposableStore } from '../util/disposableStore';
import { DevLoops } from './devLoops';
import { RerunCalls } from './rerunCalls';
import type { RestartChoices } from './restartChoices';

export interface DevelopmentServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly supervisor: ProxySupervisor;
  readonly sessionSettings: SessionSettingsStore;
  readonly memory: PanelMemory;
  readonly choices: RestartChoices;
  /** The Inspector of the server is before the person's eyes, and says all by itself. */
  isSeen(id: ServerId): boolean;
  log(message: string): void;
}

/** The loop of somebody who writes a server: it is saved, built, restarted, and called again. */
export class Development implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #loops: DevLoops;

  constructor(private readonly services: DevelopmentServices) {
    const { sessionSettings: settings, ...rest } = services;
    const reruns = this.#disposables.add(new RerunCalls({ ...rest, settings, log: services.log }));
    this.#loops = this.#disposables.add(
      new DevLoops({
        ...rest,
        reruns,
        announce: (id, notice) => void this.#announce(id, notice),
        log: services.log,
      }),
    );
  }

  /** Brings the terminal of the task that builds a server to the front, or else all of them. */
  async showBuild(id: ServerId): Promise<void> {
    if (!this.#loops.showBuild(id))
      await commands.executeCommand('workbench.action.terminal.focus');
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #announce(id: ServerId, notice: DevNotice): Promise<void> {
    if (this.services.isSeen(id)) return;
    const name = this.services.registry.get(id)?.name ?? id;
    const { words, action, command } = noticeWords(name, notice);
    const answer = await window.showWarningMessage(words, action);
    if (answer === action) await commands.executeCommand(command, id);
  }
}

function noticeWords(name: string, notice: DevNotice) {
  const openConfiguration = {
    action: l10n.t('Open Configuration'),
    command: COMMANDS.openConfiguration,
  };
  switch (notice.kind) {
    case 'buildFailed':
      return {
        words:
          notice.exitCode === undefined
            ? l10n.t('{0} still runs as it was: the task "{1}" was stopped.', name, notice.task)
            : l10n.t(
                '{0} still runs as it was: the task "{1}" failed with exit code {2}.',
                name,
                notice.task,
                notice.exitCode,
              ),
        action: l10n.t('Show Terminal'),
        command: INTERNAL_COMMANDS.showBuild,
      };
    case 'taskMissing':
      return {
        words: l10n.t(
          '{0} still runs as it was: there is no task "{1}" to build it.',
          name,
          notice.task,
        ),
        ...openConfiguration,
      };
    case 'writesItself':
      return {
        words: l10n.t(
          '{0} is changed whenever {1} starts, so it is no longer watched. Exclude it in dev.watch.',
          notice.file,
          name,
        ),
        ...openConfiguration,
      };
    case 'nothingToWatch':
      return {
        words: l10n.t(
          'The command of {0} does not tell which files it is made of. Name them in dev.watch.',
          name,
        ),
        ...openConfiguration,
      };
  }
}
