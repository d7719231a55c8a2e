import { l10n } from 'vscode';
import { pickServer } from '../commands/serverPick';
import { COMMANDS, INTERNAL_COMMANDS } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import { serverIdOf } from '../views/treeNode';
import type { Development } from './development';
import type { RestartChoices } from './restartChoices';

export interface DevServices {
  readonly registry: ServerRegistry;
  readonly choices: RestartChoices;
  readonly dev: Development;
}

/** Commands for those who write servers. */
export function devCommands({
  registry,
  choices,
  dev,
}: DevServices): Record<string, (...args: unknown[]) => unknown> {
  const choose = (wanted: boolean) => async (argument: unknown) => {
    const id =
      serverIdOf(argument) ??
      (await pickServer(
        registry,
        l10n.t('Restart on Save'),
        ({ configured, snapshot }) =>
          configured !== undefined && (snapshot.dev?.restartsOnSave ?? false) !== wanted,
      ));
    if (id !== undefined) await choices.set(id, wanted);
  };
  return {
    [COMMANDS.enableRestartOnSave]: choose(true),
    [COMMANDS.disableRestartOnSave]: choose(false),
    [INTERNAL_COMMANDS.showBuild]: (argument) => {
      const id = serverIdOf(argument);
      return id === undefined ? undefined : dev.showBuild(id);
    },
  };
}
