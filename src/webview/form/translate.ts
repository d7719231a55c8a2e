import { englishStringTranslator, TranslatableString } from '@rjsf/utils';

const words: Partial<Record<TranslatableString, string>> = {
  [TranslatableString.AddItemButton]: 'Add item',
  [TranslatableString.AddButton]: 'Add property',
  [TranslatableString.RemoveButton]: 'Remove',
  [TranslatableString.MoveUpButton]: 'Move up',
  [TranslatableString.MoveDownButton]: 'Move down',
  [TranslatableString.NewStringDefault]: '',
  [TranslatableString.OptionPrefix]: 'Choice %1',
  [TranslatableString.TitleOptionPrefix]: '%1, choice %2',
  [TranslatableString.KeyLabel]: 'Name',
  [TranslatableString.Type]: 'Type',
};

/** RJSF's words in the tone of the rest. */
export function translate(key: TranslatableString, params: string[] = []): string {
  const word = words[key];
  if (word === undefined) return englishStringTranslator(key, params);
  return params.reduce((text, param, index) => text.replace(`%${index + 1}`, param), word);
}
