import type { FieldPathId } from '@rjsf/utils';

/** Which item of a list a field is, from 1; undefined for a field that is none. */
export function itemNumber({ path }: FieldPathId): number | undefined {
  const last = path.at(-1);
  return typeof last === 'number' ? last + 1 : undefined;
}
