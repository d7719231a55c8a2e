import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { ConfigDialect } from './dialects/configDialect';

/** Tells of a name whether lists beside the entries keep their client from starting that server. */
export function readDisabled(
  root: Node,
  { disabledLists, allowedList }: ConfigDialect,
): (name: string) => boolean {
  const disabled = new Set(disabledLists.flatMap((path) => namesAt(root, path) ?? []));
  const allowed = allowedList && namesAt(root, allowedList);
  return (name) => disabled.has(name) || (allowed !== undefined && !allowed.includes(name));
}

function namesAt(root: Node, path: readonly string[]): unknown[] | undefined {
  const node = findNodeAtLocation(root, [...path]);
  return node?.type === 'array' ? getNodeValue(node) : undefined;
}
