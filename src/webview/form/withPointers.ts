import type { RJSFSchema } from '@rjsf/utils';
import { isObject } from '../schema/isObject';

/**
 * The schema with every reference by an anchor or an id as a pointer from the root, the only kind that RJSF can
 * follow (JSON Schema 2020-12, sections 8.2.1 and 8.2.2).
 */
export function withPointers(schema: RJSFSchema): RJSFSchema {
  const pointers = new Map<string, string>();
  collect(schema, '#', pointers);
  return pointers.size === 0 ? schema : (rewrite(schema, pointers) as RJSFSchema);
}

function collect(node: unknown, pointer: string, found: Map<string, string>): void {
  if (typeof node !== 'object' || node === null) return;
  if (isObject(node)) {
    for (const key of ['$anchor', '$dynamicAnchor'])
      if (typeof node[key] === 'string') found.set(`#${node[key]}`, pointer);
    if (typeof node.$id === 'string' && pointer !== '#') found.set(node.$id, pointer);
  }
  for (const [key, child] of Object.entries(node))
    collect(child, `${pointer}/${escaped(key)}`, found);
}

function rewrite(node: unknown, pointers: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(node)) return node.map((child) => rewrite(child, pointers));
  if (!isObject(node)) return node;
  // An id would make what is below it a document of its own, where no pointer from the root holds.
  const { $id, $anchor, $dynamicAnchor, $dynamicRef, ...rest } = node;
  const entries = Object.entries(rest).map(([key, child]) => [key, rewrite(child, pointers)]);
  const reference = node.$ref ?? $dynamicRef;
  if (typeof reference === 'string') entries.push(['$ref', pointers.get(reference) ?? reference]);
  return Object.fromEntries(entries);
}

/** RFC 6901. */
function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
