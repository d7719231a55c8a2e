import { parseTemplate } from 'url-template';

/** A variable of a URI template (RFC 6570). */
export interface TemplateVariable {
  readonly name: string;
  /** `{list*}`: takes several values. */
  readonly list: boolean;
  /** `{?query}` and the like: what is left out of the URI when it is empty. */
  readonly optional: boolean;
}

/** The variables of a template, each once, in order. */
export function templateVariables(template: string): readonly TemplateVariable[] {
  const found = new Map<string, TemplateVariable>();
  for (const [, operator = '', names = ''] of template.matchAll(/\{([+#./;?&]?)([^{}]+)\}/g)) {
    for (const spec of names.split(',')) {
      const name = spec.replace(/\*$|:\d+$/, '');
      if (name === '' || found.has(name)) continue;
      found.set(name, {
        name,
        list: spec.endsWith('*'),
        optional: ['?', '&', '#'].includes(operator),
      });
    }
  }
  return [...found.values()];
}

/** The URI that a template gives with these values; a list is written with commas. */
export function expandTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const context: Record<string, string | string[]> = {};
  for (const { name, list } of templateVariables(template)) {
    const value = values[name] ?? '';
    if (value !== '') context[name] = list ? value.split(',').map((one) => one.trim()) : value;
  }
  return parseTemplate(template).expand(context);
}
