import type { OutputUnit } from '@cfworker/json-schema';

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

type Text = { readonly message: string; readonly property?: string | undefined };

/** The validator's finding in plain words, and the property that is missing if it is about one. */
export function problemText(unit: OutputUnit): Text {
  const quoted = quotedIn(unit.error);
  const limit = unit.error.match(/-?[\d.]+(?:e[+-]?\d+)?(?=\)?\.$)/i)?.[0] ?? '';
  switch (unit.keyword) {
    case 'required':
      return { message: 'Required.', property: quoted[0] };
    case 'dependentRequired':
    case 'dependencies':
      return { message: `Required beside “${quoted[0]}”.`, property: quoted[1] };
    case 'type':
      return {
        message: `Must be ${quoted
          .slice(1)
          .map((kind) => kinds[kind] ?? kind)
          .join(' or ')}.`,
      };
    case 'enum':
      return { message: `Must be one of ${listed(unit.error)}.` };
    case 'const':
      return { message: unit.error.replace('Instance does not match', 'Must be') };
    case 'minimum':
      return { message: `Must be at least ${limit}.` };
    case 'maximum':
      return { message: `Must be at most ${limit}.` };
    case 'exclusiveMinimum':
      return { message: `Must be more than ${limit}.` };
    case 'exclusiveMaximum':
      return { message: `Must be less than ${limit}.` };
    case 'multipleOf':
      return { message: `Must be a multiple of ${limit}.` };
    case 'minLength':
      return { message: `Must have at least ${limit} characters.` };
    case 'maxLength':
      return { message: `Must have at most ${limit} characters.` };
    case 'minItems':
      return { message: `Must have at least ${limit} items.` };
    case 'maxItems':
      return { message: `Must have at most ${limit} items.` };
    case 'pattern':
      return { message: 'Does not match the pattern.' };
    case 'format':
      return { message: `Must be a valid ${quoted[0]}.` };
    case 'false':
      return { message: 'Is not known to the schema.' };
    case 'anyOf':
      return { message: 'Fits none of the choices.' };
    case 'oneOf':
      return { message: oneOf(unit.error) };
    case 'not':
      return { message: 'Is excluded by the schema.' };
    default:
      return { message: unit.error.replaceAll('Instance', 'Value') };
  }
}

function oneOf(error: string): string {
  return error.includes('(0 matches)')
    ? 'Fits none of the choices.'
    : 'Fits more than one of the choices, where one is meant.';
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
    return 'the values that the schema lists';
  }
}
