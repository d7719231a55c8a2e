import os from 'node:os';
import path from 'node:path';
import { type Uri, workspace } from 'vscode';
import { expandEntry } from '../../shared/config/expandEntry';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { InputStore } from '../inputs/inputStore';
import { envFileSecrets } from './envFileSecrets';
import type { ConfiguredServer } from './knownServer';
import { createVariableResolver } from './variableResolver';

/**
 * Turns an entry into what the proxy needs to launch it; may ask the person for inputs.
 * @throws InputDismissed when a question is dismissed.
 */
export async function prepareLaunch(
  id: ServerId,
  configured: ConfiguredServer,
  inputs: Pick<InputStore, 'resolve'>,
): Promise<LaunchDefinition> {
  const { entry, source, location } = configured;
  const folder = source.folder ?? workspace.workspaceFolders?.[0];
  const cwd = folder?.uri.fsPath ?? os.homedir();
  const settings = workspace.getConfiguration(SETTINGS_SECTION, folder);
  const answers = new Set<string>();
  const definition = await expandEntry(entry, {
    id,
    source: { label: source.label, ...(location && place(location.uri, location.range.line)) },
    roots: (workspace.workspaceFolders ?? []).map(({ uri, name }) => ({
      uri: uri.toString(),
      name,
    })),
    readyTimeout: settings.get<number>(SETTINGS.readyTimeout, 30_000),
    era: settings.get<LaunchDefinition['era']>(SETTINGS.protocolEra, 'auto'),
    dialect: source.variables,
    resolve: createVariableResolver(
      {
        folder,
        cwd,
        inputs: configured.inputs,
        inputScope: source.key,
        onSecret: (value) => answers.add(value),
      },
      inputs,
    ),
    home: os.homedir(),
    folder: cwd,
    resolvePath: path.resolve,
  });
  const secrets = [
    ...(definition.secrets ?? []),
    ...answers,
    ...(await envFileSecrets(definition)),
  ];
  return secrets.length === 0 ? definition : { ...definition, secrets };
}

function place(uri: Uri, line: number) {
  return { uri: uri.toString(), line };
}
