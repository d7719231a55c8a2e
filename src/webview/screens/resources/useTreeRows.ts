import { useEffect, useMemo, useRef } from 'react';
import { useViewPart } from '../../app/InspectorContext';
import type { ResourceItem } from './resourceItems';
import { foldersAbove, type TreeFolder, type TreeRow, treeOf, visibleRows } from './uriTree';

/** So many items stand open at first, for they can be taken in. */
const OPEN_AT_FIRST = 100;

export interface TreeRows {
  readonly rows: readonly TreeRow[];
  /** Index of the row that the keys go on from; -1: none yet. */
  readonly current: number;
  fold(folder: TreeFolder, open: boolean): void;
  /** Puts the keys on a folder; undefined: on what is selected. */
  moveTo(folder: TreeFolder | undefined): void;
}

/** The rows of the tree of `items`; while one searches, all of it is open. */
export function useTreeRows(
  items: readonly ResourceItem[],
  selected: string | undefined,
  isSearching: boolean,
): TreeRows {
  const [{ unfolded, cursor }, change] = useViewPart('resourceTree');
  const nodes = useMemo(() => treeOf(items), [items]);
  const rows = useMemo(() => {
    const atFirst = (level: number) => level === 1 || items.length <= OPEN_AT_FIRST;
    return visibleRows(
      nodes,
      (folder, level) => isSearching || (unfolded[folder.id] ?? atFirst(level)),
    );
  }, [nodes, items.length, unfolded, isSearching]);
  const revealed = useRef<string>(undefined);
  useEffect(() => {
    // Once: a person may fold it away again.
    if (selected === undefined || revealed.current === selected) return;
    revealed.current = selected;
    const above = foldersAbove(nodes, selected).map(({ id }) => [id, true] as const);
    change((tree) =>
      above.every(([id]) => tree.unfolded[id] === true)
        ? tree
        : { ...tree, unfolded: { ...tree.unfolded, ...Object.fromEntries(above) } },
    );
  }, [nodes, selected, change]);
  const at = (id: string | undefined) =>
    id === undefined ? -1 : rows.findIndex(({ node }) => node.id === id);
  const onFolder = at(cursor);
  return {
    rows,
    current: onFolder >= 0 ? onFolder : at(selected),
    fold: (folder, open) =>
      change((tree) => ({
        ...tree,
        cursor: folder.id,
        unfolded: { ...tree.unfolded, [folder.id]: open },
      })),
    moveTo: (folder) =>
      change(({ cursor: _before, ...tree }) => (folder ? { ...tree, cursor: folder.id } : tree)),
  };
}
