import { indexForKey } from '../../components/listKeys';
import type { TreeFolder, TreeRow } from './uriTree';

/** What a key does in a tree (WAI-ARIA Authoring Practices, tree view). */
export type TreeEffect =
  | { readonly kind: 'move'; readonly index: number }
  | { readonly kind: 'fold'; readonly folder: TreeFolder; readonly open: boolean }
  | { readonly kind: 'open'; readonly index: number };

/** Undefined for keys that mean nothing to a tree. */
export function treeEffect(
  key: string,
  rows: readonly TreeRow[],
  current: number,
  page: number,
): TreeEffect | undefined {
  const row = rows[current];
  const folder = row?.node.kind === 'folder' ? row.node : undefined;
  if (key === 'Enter' || key === ' ') {
    if (folder && row) return { kind: 'fold', folder, open: !row.isOpen };
    return row && { kind: 'open', index: current };
  }
  if (key === 'ArrowRight') {
    if (folder && row && !row.isOpen) return { kind: 'fold', folder, open: true };
    return { kind: 'move', index: folder ? current + 1 : current };
  }
  if (key === 'ArrowLeft') {
    if (folder && row?.isOpen) return { kind: 'fold', folder, open: false };
    return { kind: 'move', index: row && row.parent >= 0 ? row.parent : current };
  }
  const index = indexForKey(key, current, rows.length, page);
  return index === undefined ? undefined : { kind: 'move', index };
}
