import { l10n, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { COMMANDS } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import { serverIdOf } from '../views/treeNode';
import type { InputStore } from './inputStore';
import { type DeclaredInputs, type KnownInput, knownInputs } from './knownInputs';
import { manageInputs } from './manageInputs';
import { usedInputs } from './usedInputs';

export interface InputServices {
  readonly registry: ServerRegistry;
  readonly inputs: InputStore;
}

export function inputCommands({
  registry,
  inputs,
}: InputServices): Record<string, (argument?: unknown) => Promise<void>> {
  return {
    [COMMANDS.manageInputs]: (argument) => {
      const id = serverIdOf(argument);
      return id === undefined ? manageAll(registry, inputs) : manageOf(id, registry, inputs);
    },
    [COMMANDS.clearInputs]: async () => {
      const count = await inputs.clear();
      window.showInformationMessage(
        count === 0
          ? l10n.t('No answers to inputs were stored.')
          : l10n.t('{0} stored answers were removed; they will be asked for again.', count),
      );
    },
  };
}

async function manageAll(registry: ServerRegistry, inputs: InputStore): Promise<void> {
  const read = () => knownInputs(declaredInputs(registry), inputs.list());
  if (read().length === 0) return tellNone(l10n.t('No server of this workspace has inputs.'));
  await manageInputs(l10n.t('Manage Inputs'), read, inputs);
}

/** Those of one server alone. */
async function manageOf(id: ServerId, registry: ServerRegistry, inputs: InputStore): Promise<void> {
  const { name = id } = registry.get(id) ?? {};
  const read = (): KnownInput[] => {
    const configured = registry.get(id)?.configured;
    if (configured === undefined) return [];
    const { key: scope, label } = configured.source;
    const used = usedInputs(configured);
    const stored = inputs
      .list()
      .filter((answer) => answer.scope === scope && used.some((input) => input.id === answer.id));
    return knownInputs([{ scope, label, inputs: used }], stored);
  };
  if (read().length === 0) return tellNone(l10n.t('{0} has no inputs.', name));
  await manageInputs(l10n.t('Inputs of {0}', name), read, inputs);
}

function tellNone(message: string): void {
  window.showInformationMessage(message);
}

function declaredInputs(registry: ServerRegistry): DeclaredInputs[] {
  return [...registry.contents].map(([{ key, label }, { config }]) => ({
    scope: key,
    label,
    inputs: config.inputs,
  }));
}
