import { t } from '@vscode/l10n';

/** What a type of JSON Schema is called; undefined for what is none. */
export function nameOf(type: string): string | undefined {
  switch (type) {
    case 'string':
      return t('Text');
    case 'number':
      return t('Number');
    case 'integer':
      return t('Whole number');
    case 'boolean':
      return t('True or false');
    case 'object':
      return t('Object');
    case 'array':
      return t('List');
    case 'null':
      return t('Null');
    default:
      return undefined;
  }
}

/** What a list of values of that type is called. */
export function listName(type: string): string | undefined {
  switch (type) {
    case 'string':
      return t('List of text');
    case 'number':
      return t('List of number');
    case 'integer':
      return t('List of whole number');
    case 'boolean':
      return t('List of true or false');
    case 'object':
      return t('List of object');
    case 'array':
      return t('List of list');
    case 'null':
      return t('List of null');
    default:
      return undefined;
  }
}
