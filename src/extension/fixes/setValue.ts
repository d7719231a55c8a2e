import { l10n, window } from 'vscode';
import { replaceVariable } from '../../shared/config/replaceVariable';
import type { InputStore } from '../servers/inputStore';
import type { ConfiguredServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { EntryEdit } from '../sources/configSource';
import { FileSource } from '../sources/fileSource';

/** Asks for the value of an environment variable and puts it into the entry. Answers whether it was given. */
export function setEnvironmentVariable(
  configured: ConfiguredServer,
  name: string,
  registry: ServerRegistry,
  inputs: InputStore,
): Promise<boolean> {
  return setValue(configured, name, registry, inputs, (value) => {
    const { entry, source } = configured;
    // Where the entry takes it from VS Code's own environment, setting the server's would not help.
    const references = replaceVariable(entry, name, value, source.variables === 'claude');
    return references.length > 0 ? references : [{ path: ['env', name], value }];
  });
}

/** The same for a header. */
export function setHeader(
  configured: ConfiguredServer,
  name: string,
  registry: ServerRegistry,
  inputs: InputStore,
): Promise<boolean> {
  return setValue(configured, name, registry, inputs, (value) => [
    { path: ['headers', name], value },
  ]);
}

async function setValue(
  configured: ConfiguredServer,
  name: string,
  registry: ServerRegistry,
  inputs: InputStore,
  editsFor: (value: string) => readonly EntryEdit[],
): Promise<boolean> {
  const { source, entry } = configured;
  const secret = source instanceof FileSource && source.keepsInputs;
  const value = await window.showInputBox({
    title: l10n.t('Value of {0} for {1}', name, entry.name),
    prompt: secret
      ? l10n.t("Kept in VS Code's secret storage; {0} only refers to it.", source.label)
      : l10n.t('Written to {0}.', source.label),
    password: true,
    ignoreFocusOut: true,
  });
  if (value === undefined) return false;
  const written = secret ? await declareInput(source, configured, name, value, inputs) : value;
  await source.edit(entry, editsFor(written));
  await registry.reload(source);
  return true;
}

/** Keeps the value as the answer to an input, and answers with the reference to it. */
async function declareInput(
  source: FileSource,
  { entry, inputs: declared }: ConfiguredServer,
  name: string,
  value: string,
  inputs: InputStore,
): Promise<string> {
  const id = `${entry.name}-${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  if (!declared.some((input) => input.id === id)) {
    const description = l10n.t('{0} for {1}', name, entry.name);
    await source.addInput({ id, description, password: true }, declared.length);
  }
  await inputs.setSecret(source.key, id, value);
  return `\${input:${id}}`;
}
