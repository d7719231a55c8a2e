import { l10n, window } from 'vscode';
import type { InputDefinition } from '../../shared/config/serverEntry';

/** An input that a person answers. */
export type AskedInput = Exclude<InputDefinition, { type: 'command' }>;

/**
 * Asks the person for the value of an input. Undefined when the question is dismissed.
 * @param current the answer so far, which is offered again; never given for a password
 */
export function askForInput(input: AskedInput, current?: string): Thenable<string | undefined> {
  return input.type === 'promptString' ? askForText(input, current) : askToPick(input, current);
}

function askForText(
  { id, description, password, default: preset }: Extract<AskedInput, { type: 'promptString' }>,
  current: string | undefined,
): Thenable<string | undefined> {
  const value = current ?? preset;
  return window.showInputBox({
    title: l10n.t('Value for {0}', id),
    prompt: description ?? id,
    password,
    ignoreFocusOut: true,
    ...(value === undefined ? {} : { value }),
  });
}

async function askToPick(
  { id, description, options, default: preset }: Extract<AskedInput, { type: 'pickString' }>,
  current: string | undefined,
): Promise<string | undefined> {
  const items = options.map(({ label, value }) => ({
    label,
    value,
    ...(label === value ? {} : { description: value }),
  }));
  // What is offered first: a single pick preselects its first item.
  const first = current ?? preset;
  items.sort((a, b) => Number(b.value === first) - Number(a.value === first));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Value for {0}', id),
    placeHolder: description ?? id,
    ignoreFocusOut: true,
  });
  return picked?.value;
}
