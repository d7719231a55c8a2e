import { t } from '@vscode/l10n';

/** Says that a property, as it is named to people, should be another thing than what was found. */
export type Expected = (property: string, found: string) => string;

interface Expectations {
  readonly string: Expected;
  readonly boolean: Expected;
  readonly strings: Expected;
  readonly object: Expected;
  readonly record: Expected;
  readonly nullable: Expected;
  readonly booleans: Expected;
  integer(min: number, max: number): Expected;
  objectOf(names: readonly string[]): Expected;
  oneOf(options: readonly string[]): Expected;
}

/** Each in a whole sentence, which other languages build in another order. */
export const mustBe: Expectations = {
  string: (property, found) => t('`{0}` must be a string, but is {1}.', property, found),
  boolean: (property, found) => t('`{0}` must be true or false, but is {1}.', property, found),
  strings: (property, found) =>
    t('`{0}` must be an array of strings, but is {1}.', property, found),
  object: (property, found) => t('`{0}` must be an object, but is {1}.', property, found),
  record: (property, found) =>
    t('`{0}` must be an object of strings, but is {1}.', property, found),
  nullable: (property, found) =>
    t('`{0}` must be a string, a number or null, but is {1}.', property, found),
  booleans: (property, found) =>
    t('`{0}` must be an object of true and false, but is {1}.', property, found),
  integer: (min, max) => (property, found) =>
    t('`{0}` must be a whole number from {1} to {2}, but is {3}.', property, min, max, found),
  objectOf: (names) => (property, found) =>
    t('`{0}` must be an object of {1}, but is {2}.', property, names.join(', '), found),
  oneOf: (options) => (property, found) =>
    t('`{0}` must be {1}, but is {2}.', property, either(options), found),
};

function either(options: readonly string[]): string {
  return options.map((option) => `"${option}"`).reduce((one, other) => t('{0} or {1}', one, other));
}
