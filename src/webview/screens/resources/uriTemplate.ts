import { parseTemplate } from 'url-template';
import type { VariableValue } from '../../state/viewState';

/** How an expression is expanded (RFC 6570, section 2.2); '' for a simple one. */
export type Operator = '' | '+' | '#' | '.' | '/' | ';' | '?' | '&';

/** A variable of a URI template, as it stands where it is first named. */
export interface TemplateVariable {
  readonly name: string;
  readonly operator: Operator;
  /** `{list*}`: each of its values becomes a part of its own. */
  readonly explode: boolean;
  /** `{name:3}`: so many characters of it are used. */
  readonly prefix?: number;
  /** It may be left out, and what leads to it (`?name=`, `/`) is left out with it. */
  readonly optional: boolean;
}

const EXPRESSION = /\{([+#./;?&]?)([^{}]+)\}/g;
const VARIABLE = /^([^:*]+)(?::(\d{1,4})|(\*))?$/;

/** The variables of a template, each once, in order. */
export function templateVariables(template: string): readonly TemplateVariable[] {
  const found = new Map<string, TemplateVariable>();
  for (const [, operator = '', specs = ''] of template.matchAll(EXPRESSION)) {
    for (const spec of specs.split(',')) {
      const [, name, prefix, star] = VARIABLE.exec(spec) ?? [];
      if (name === undefined || found.has(name)) continue;
      found.set(name, {
        name,
        operator: operator as Operator,
        explode: star !== undefined,
        ...(prefix !== undefined && { prefix: Number(prefix) }),
        optional: operator !== '' && operator !== '+',
      });
    }
  }
  return [...found.values()];
}

export type TemplateValues = Readonly<Record<string, VariableValue>>;

/** Nothing is given: such a variable counts as undefined (RFC 6570, section 2.3). */
export function isEmpty(value: VariableValue | undefined): boolean {
  return value === undefined || definedValue(value) === undefined;
}

/** The URI that a template gives with these values. */
export function expandTemplate(template: string, values: TemplateValues): string {
  const context: Record<string, ReturnType<typeof definedValue>> = {};
  for (const { name } of templateVariables(template)) {
    const value = values[name];
    if (value) context[name] = definedValue(value);
  }
  return parseTemplate(inCodeUnits(template, values)).expand(context as Record<string, string>);
}

/** What is given as one text, as completion takes it. */
export function textOf(value: VariableValue): string {
  if (value.kind === 'text') return value.text;
  const parts = value.kind === 'list' ? value.items : value.pairs.map((pair) => pair.join('='));
  return parts.filter(Boolean).join(',');
}

function definedValue(
  value: VariableValue,
): string | string[] | Record<string, string> | undefined {
  // Half of a surrogate pair has no UTF-8.
  if (value.kind === 'text') return value.text === '' ? undefined : value.text.toWellFormed();
  if (value.kind === 'list') {
    const items = value.items.filter((item) => item !== '').map((item) => item.toWellFormed());
    return items.length === 0 ? undefined : items;
  }
  const pairs = value.pairs
    .filter(([key]) => key !== '')
    .map(([key, text]) => [key.toWellFormed(), text.toWellFormed()] as const);
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

/** A prefix counts characters (RFC 6570, section 2.4.1); the library counts UTF-16 code units. */
function inCodeUnits(template: string, values: TemplateValues): string {
  return template.replace(EXPRESSION, (expression) =>
    expression.replace(/([^{},:+#./;?&]+):(\d+)/g, (spec, name: string, length: string) => {
      const value = values[name];
      if (value?.kind !== 'text') return spec;
      return `${name}:${[...value.text].slice(0, Number(length)).join('').length}`;
    }),
  );
}
