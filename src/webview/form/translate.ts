import { englishStringTranslator, TranslatableString } from '@rjsf/utils';
import { t } from '@vscode/l10n';

/** RJSF's words in the tone of the rest, and in its language: those that the templates here can show. */
export function translate(key: TranslatableString, params: string[] = []): string {
  const [first = '', second = ''] = params;
  switch (key) {
    case TranslatableString.ArrayItemTitle:
      return t('Item');
    case TranslatableString.AddItemButton:
      return t('Add item');
    case TranslatableString.AddButton:
      return t('Add property');
    case TranslatableString.RemoveButton:
      return t('Remove');
    case TranslatableString.MoveUpButton:
      return t('Move up');
    case TranslatableString.MoveDownButton:
      return t('Move down');
    case TranslatableString.NewStringDefault:
      return '';
    case TranslatableString.OptionPrefix:
      return t('Choice {0}', first);
    case TranslatableString.TitleOptionPrefix:
      return t('{0}, choice {1}', first, second);
    case TranslatableString.DeprecatedLabel:
      return t('{0} (deprecated)', first);
    case TranslatableString.KeyLabel:
      return t('Name');
    case TranslatableString.Type:
      return t('Type');
    case TranslatableString.Value:
      return t('Value');
    case TranslatableString.YesLabel:
      return t('Yes');
    case TranslatableString.NoLabel:
      return t('No');
    case TranslatableString.MissingItems:
      return t('Missing items definition');
    case TranslatableString.UnknownFieldType:
      return t('Unknown field type {0}', first);
    case TranslatableString.UnsupportedField:
      return t('Unsupported field schema.');
    case TranslatableString.UnsupportedFieldWithId:
      return t('Unsupported field schema for field `{0}`.', first);
    case TranslatableString.UnsupportedFieldWithReason:
      return t('Unsupported field schema: _{0}_.', first);
    case TranslatableString.UnsupportedFieldWithIdAndReason:
      return t('Unsupported field schema for field `{0}`: _{1}_.', first, second);
    default:
      return englishStringTranslator(key, params);
  }
}
