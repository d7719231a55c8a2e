import type { OutputUnit } from '@cfworker/json-schema';
import { t } from '@vscode/l10n';

const kinds: Record<string, () => string> = {
  string: () => t('text'),
  number: () => t('a number'),
  integer: () => t('a whole number'),
  boolean: () => t('true or false'),
  object: () => t('an object'),
  array: () => t('a list'),
  null: () => 'null',
};

type Text = { readonly message: string; readonly property?: string | undefined };

/** The validator's finding in plain words, and the property that is missing if it is about one. */
export function problemText(unit: OutputUnit): Text {
  const quoted = quotedIn(unit.error);
  const limit = unit.error.match(/-?[\d.]+(?:e[+-]?\d+)?(?=\)?\.$)/i)?.[0] ?? '';
  switch (unit.keyword) {
    case 'required':
      return { message: t('Required.'), property: quoted[0] };
    case 'dependentRequired':
    case 'dependencies':
      return { message: t('Required beside “{0}”.', quoted[0] ?? ''), property: quoted[1] };
    case 'type':
      return { message: t('Must be {0}.', anyOf(quoted.slice(1))) };
    case 'enum':
      return { message: t('Must be one of {0}.', listed(unit.error)) };
    case 'const':
      return { message: t('Must be {0}.', fixedIn(unit.error)) };
    case 'minimum':
      return { message: t('Must be at least {0}.', limit) };
    case 'maximum':
      return { message: t('Must be at most {0}.', limit) };
    case 'exclusiveMinimum':
      return { message: t('Must be more than {0}.', limit) };
    case 'exclusiveMaximum':
      return { message: t('Must be less than {0}.', limit) };
    case 'multipleOf':
      return { message: t('Must be a multiple of {0}.', limit) };
    case 'minLength':
      return {
        message:
          limit === '1'
            ? t('Must have at least 1 character.')
            : t('Must have at least {0} characters.', limit),
      };
    case 'maxLength':
      return {
        message:
          limit === '1'
            ? t('Must have at most 1 character.')
            : t('Must have at most {0} characters.', limit),
      };
    case 'minItems':
      return {
        message:
          limit === '1'
            ? t('Must have at least 1 item.')
            : t('Must have at least {0} items.', limit),
      };
    case 'maxItems':
      return {
        message:
          limit === '1' ? t('Must have at most 1 item.') : t('Must have at most {0} items.', limit),
      };
    case 'minProperties':
      return { message: t('Must have at least {0} properties.', countIn(unit.error)) };
    case 'maxProperties':
      return { message: t('Must have at most {0} properties.', countIn(unit.error)) };
    case 'uniqueItems':
      return { message: duplicates(unit.error) };
    case 'pattern':
      return { message: t('Does not match the pattern.') };
    case 'format':
      return { message: t('Must be a valid {0}.', quoted[0] ?? '') };
    case 'false':
      return { message: t('Is not known to the schema.') };
    case 'anyOf':
      return { message: t('Fits none of the choices.') };
    case 'oneOf':
      return { message: oneOf(unit.error) };
    case 'not':
      return { message: t('Is excluded by the schema.') };
    default:
      return { message: unit.error.replaceAll('Instance', 'Value') };
  }
}

function oneOf(error: string): string {
  return error.includes('(0 matches)')
    ? t('Fits none of the choices.')
    : t('Fits more than one of the choices, where one is meant.');
}

/** `a number or null` */
function anyOf(types: readonly string[]): string {
  const words = types.map((type) => kinds[type]?.() ?? type);
  return words.length === 0 ? '' : words.reduce((before, word) => t('{0} or {1}', before, word));
}

/** The validator tells of both limits of properties in the same words. */
function countIn(error: string): string {
  return /(\d+) properties/.exec(error)?.[1] ?? '';
}

function duplicates(error: string): string {
  const [one = '', other = ''] = error.match(/\d+/g) ?? [];
  return t('Duplicate items at indexes {0} and {1}.', one, other);
}

/** `Instance does not match "x".` as `"x"` */
function fixedIn(error: string): string {
  return error.replace(/^Instance does not match /, '').replace(/\.$/, '');
}

function quotedIn(error: string): string[] {
  return [...error.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
}

/** `…any of ["a","b"].` as `"a", "b"` */
function listed(error: string): string {
  try {
    const values: unknown[] = JSON.parse(
      error.slice(error.indexOf('['), error.lastIndexOf(']') + 1),
    );
    return values.map((value) => JSON.stringify(value)).join(', ');
  } catch {
    return t('the values that the schema lists');
  }
}
