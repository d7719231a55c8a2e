import { l10n, window } from 'vscode';
import type { InputStore } from '../inputs/inputStore';
import type { ConfiguredServer } from '../servers/knownServer';
import { FileSource } from '../sources/fileSource';

/**
 * Asks for the value of a variable or a header. Answers with what is to stand in the entry: where the source
 * keeps inputs, a reference to one, and the value is in VS Code's secret storage. Undefined when dismissed.
 */
export async function askForValue(
  configured: ConfiguredServer,
  name: string,
  inputs: InputStore,
): Promise<string | undefined> {
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
  if (value === undefined || !secret) return value;
  return declareInput(source, configured, name, value, inputs);
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
    await source.addInput(
      { type: 'promptString', id, description, password: true },
      declared.length,
    );
  }
  await inputs.setSecret(source.key, id, value);
  return `\${input:${id}}`;
}
