import {
  type Disposable,
  type InputBox,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  window,
} from 'vscode';
import { DisposableStore } from '../util/disposableStore';
import { type Answer, BACK } from './runSteps';

export interface Choice<T> extends QuickPickItem {
  /** Absent for separators. */
  readonly value?: T;
}

/** What quick picks and input boxes share. */
type AnyInput = Pick<
  InputBox,
  'onDidAccept' | 'onDidHide' | 'onDidTriggerButton' | 'show' | 'hide' | 'dispose'
>;

interface Question {
  readonly title: string;
  readonly canGoBack: boolean;
}

interface PickQuestion<T> extends Question {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
}

interface TextQuestion extends Question {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** What is wrong with a text that is not empty. */
  validate?(text: string): string | undefined;
}

/** Has one of several picked. */
export function askPick<T>(question: PickQuestion<T>): Promise<Answer<T>> {
  const pick = window.createQuickPick<Choice<T>>();
  prepare(pick, question);
  return settled(pick, () => {
    const [chosen] = pick.selectedItems;
    return chosen?.value === undefined ? undefined : { value: chosen.value };
  });
}

/** Has any number picked; `picked` items are at first. */
export function askMany<T>(question: PickQuestion<T>): Promise<Answer<readonly T[]>> {
  const pick = window.createQuickPick<Choice<T>>();
  pick.canSelectMany = true;
  prepare(pick, question);
  pick.selectedItems = question.choices.filter(({ picked }) => picked);
  return settled(pick, () => ({
    value: pick.selectedItems.flatMap(({ value }) => (value === undefined ? [] : [value])),
  }));
}

/** Has a text typed, which is never empty. */
export function askText(question: TextQuestion): Promise<Answer<string>> {
  const box = window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.value = question.value ?? '';
  box.ignoreFocusOut = true;
  if (question.canGoBack) box.buttons = [QuickInputButtons.Back];
  const problem = () => {
    const text = box.value.trim();
    return text === '' ? undefined : question.validate?.(text);
  };
  const watch = box.onDidChangeValue(() => {
    box.validationMessage = problem();
  });
  return settled(box, () => {
    const text = box.value.trim();
    box.validationMessage = problem();
    return text === '' || box.validationMessage !== undefined ? undefined : { value: text };
  }, [watch]);
}

function prepare<T>(pick: QuickPick<Choice<T>>, question: PickQuestion<T>): void {
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.items = question.choices;
  if (question.canGoBack) pick.buttons = [QuickInputButtons.Back];
}

/** @param read what is accepted; undefined keeps the question open */
function settled<T>(
  input: AnyInput,
  read: () => { readonly value: T } | undefined,
  watching: readonly Disposable[] = [],
): Promise<Answer<T>> {
  const disposables = new DisposableStore();
  for (const item of [input, ...watching]) disposables.add(item);
  return new Promise<Answer<T>>((resolve) => {
    disposables.add(
      input.onDidAccept(() => {
        const accepted = read();
        if (accepted === undefined) return;
        resolve(accepted.value);
        input.hide();
      }),
    );
    disposables.add(
      input.onDidTriggerButton((button) => {
        if (button !== QuickInputButtons.Back) return;
        resolve(BACK);
        input.hide();
      }),
    );
    disposables.add(input.onDidHide(() => resolve(undefined)));
    input.show();
  }).finally(() => disposables.dispose());
}
