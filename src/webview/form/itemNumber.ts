import type { FieldPathId, RJSFSchema } from '@rjsf/utils';
import { t } from '@vscode/l10n';

/** The places of a tuple, each of which has a schema of its own, are marked with this when the form is made. */
export const PLACE = 'x-place';

/** Which item of a list a field is, from 1; undefined for a field that is none. */
export function itemNumber({ path }: FieldPathId): number | undefined {
  const last = path.at(-1);
  return typeof last === 'number' ? last + 1 : undefined;
}

/** What an item is called: a place of a tuple by its own name; items that are alike by their number, too. */
export function itemTitle(schema: RJSFSchema, number: number): string {
  const { title } = schema;
  if (title === undefined) return t('Item {0}', number);
  return PLACE in schema ? title : `${title} ${number}`;
}
