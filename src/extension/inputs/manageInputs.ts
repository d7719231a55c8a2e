import {
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  type QuickPickItemButtonEvent,
  ThemeIcon,
  window,
} from 'vscode';
import { MASK } from '../../shared/secrets/maskSecrets';
import { visible } from '../../shared/text/visible';
import { DisposableStore } from '../util/disposableStore';
import { askForInput } from './askForInput';
import { type InputStore, isSecretInput } from './inputStore';
import type { KnownInput } from './knownInputs';

interface InputItem extends QuickPickItem {
  readonly known: KnownInput;
}

/**
 * Lists inputs, each with its answer and buttons to change and to forget that. Settles when the list is closed.
 * @param read asked again after every change
 */
export async function manageInputs(
  title: string,
  read: () => readonly KnownInput[],
  store: InputStore,
): Promise<void> {
  for (;;) {
    const chosen = await pickInput(title, read, store);
    if (chosen === undefined || !(await editInput(chosen, store))) return;
  }
}

/** Answers with the input that is to be changed; undefined when the list is closed. */
function pickInput(
  title: string,
  read: () => readonly KnownInput[],
  store: InputStore,
): Promise<KnownInput | undefined> {
  const buttons = editButtons();
  const pick = window.createQuickPick<InputItem>();
  const disposables = new DisposableStore();
  pick.title = title;
  pick.placeholder = l10n.t('Pick an input to change its answer; the next start takes it');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  const draw = () => {
    pick.items = read().map((known) => toItem(known, buttons));
  };
  draw();
  return new Promise((resolve) => {
    const close = (chosen?: KnownInput) => {
      resolve(chosen);
      disposables.dispose();
    };
    const onButton = async ({ button, item }: QuickPickItemButtonEvent<InputItem>) => {
      if (button !== buttons.forget) return close(item.known);
      await store.forget(item.known.scope, item.known.id);
      draw();
    };
    for (const item of [
      pick,
      pick.onDidTriggerItemButton((event) => void onButton(event)),
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item === undefined || isAsked(item.known)) close(item?.known);
      }),
      pick.onDidHide(() => close()),
    ]) {
      disposables.add(item);
    }
    pick.show();
  });
}

/** False when the person thought better of it. */
async function editInput(
  { scope, input, stored }: KnownInput,
  store: InputStore,
): Promise<boolean> {
  if (input === undefined || input.type === 'command') return false;
  const value = await askForInput(input, isSecretInput(input) ? undefined : stored?.value);
  if (value !== undefined) await store.set(scope, input, value);
  return value !== undefined;
}

function isAsked({ input }: KnownInput): boolean {
  return input !== undefined && input.type !== 'command';
}

function editButtons() {
  const edit: QuickInputButton = {
    iconPath: new ThemeIcon('edit'),
    tooltip: l10n.t('Change Answer'),
  };
  const forget: QuickInputButton = {
    iconPath: new ThemeIcon('trash'),
    tooltip: l10n.t('Forget Answer'),
  };
  return { edit, forget };
}

function toItem(known: KnownInput, { edit, forget }: ReturnType<typeof editButtons>): InputItem {
  const { id, label, input, stored } = known;
  const isSecret =
    stored === undefined ? input && isSecretInput(input) : stored.value === undefined;
  const about = [input?.description, label].filter((text) => text !== undefined);
  return {
    label: visible(id),
    description: visible(answerText(known)),
    detail: visible(about.join(' · ')),
    iconPath: new ThemeIcon(isSecret ? 'key' : 'symbol-string'),
    buttons: [...(isAsked(known) ? [edit] : []), ...(stored === undefined ? [] : [forget])],
    known,
  };
}

function answerText({ input, stored }: KnownInput): string {
  if (input === undefined) {
    return l10n.t('{0} (no longer declared)', stored?.value ?? MASK);
  }
  if (input.type === 'command') return l10n.t('answered by {0} at every start', input.command);
  if (stored === undefined) return l10n.t('not answered yet');
  return stored.value ?? MASK;
}
