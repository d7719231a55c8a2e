import type { ResourceItem } from './resourceItems';

export type TreeNode = TreeFolder | TreeLeaf;

export interface TreeFolder {
  readonly kind: 'folder';
  /** What the URIs below it begin with. */
  readonly id: string;
  readonly label: string;
  readonly children: readonly TreeNode[];
}

export interface TreeLeaf {
  readonly kind: 'leaf';
  /** The item's key. */
  readonly id: string;
  readonly label: string;
  readonly item: ResourceItem;
}

/** A row of the tree as it is unfolded now. */
export interface TreeRow {
  readonly node: TreeNode;
  /** From 1. */
  readonly level: number;
  readonly isOpen: boolean;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
  /** Index of the row of its folder; -1 at the top. */
  readonly parent: number;
}

interface Draft {
  readonly id: string;
  readonly label: string;
  readonly folders: Map<string, Draft>;
  readonly leaves: TreeLeaf[];
}

const collator = new Intl.Collator('en', { numeric: true });

/** The items by the parts of their URIs; a folder that holds but one folder is drawn with it, as VS Code does. */
export function treeOf(items: readonly ResourceItem[]): readonly TreeNode[] {
  const root: Draft = { id: '', label: '', folders: new Map(), leaves: [] };
  for (const item of items) {
    const parts = partsOf(item.key);
    const name = parts.pop() ?? item.key;
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? {
        id: `${folder.id}${part}`,
        label: part,
        folders: new Map<string, Draft>(),
        leaves: [],
      };
      folder.folders.set(part, next);
      folder = next;
    }
    folder.leaves.push({ kind: 'leaf', id: item.key, label: name, item });
  }
  return finished(root);
}

function finished({ folders, leaves }: Draft): readonly TreeNode[] {
  const byLabel = (a: TreeNode, b: TreeNode) => collator.compare(a.label, b.label);
  return [...[...folders.values()].map(folderOf).sort(byLabel), ...leaves.toSorted(byLabel)];
}

function folderOf(draft: Draft): TreeFolder {
  let { label } = draft;
  let inner = draft;
  while (inner.leaves.length === 0 && inner.folders.size === 1) {
    inner = [...inner.folders.values()][0] as Draft;
    label += inner.label;
  }
  return { kind: 'folder', id: inner.id, label, children: finished(inner) };
}

/** `a://b/c/d` is `a://`, `b/`, `c/`, `d`. An expression of a template is never taken apart. */
export function partsOf(uri: string): string[] {
  const [scheme = ''] = /^[a-z][a-z0-9+.-]*:(?:\/\/)?/i.exec(uri) ?? [];
  const rest = uri.slice(scheme.length);
  const parts = rest.match(/(?:\{[^{}]*\}|[^/])+\/*|\/+/g) ?? [];
  return [...(scheme === '' ? [] : [scheme]), ...parts];
}

/** What is seen of the tree. */
export function visibleRows(
  nodes: readonly TreeNode[],
  isOpen: (folder: TreeFolder, level: number) => boolean,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (siblings: readonly TreeNode[], level: number, parent: number) => {
    for (const [index, node] of siblings.entries()) {
      const open = node.kind === 'folder' && isOpen(node, level);
      const place = { position: index + 1, siblings: siblings.length, parent };
      rows.push({ node, level, isOpen: open, ...place });
      if (open) add(node.children, level + 1, rows.length - 1);
    }
  };
  add(nodes, 1, -1);
  return rows;
}

/** The folders that hold the item, outermost first; none if it is not in the tree. */
export function foldersAbove(nodes: readonly TreeNode[], id: string): readonly TreeFolder[] {
  for (const node of nodes) {
    if (node.kind === 'leaf') continue;
    if (node.children.some((child) => child.kind === 'leaf' && child.id === id)) return [node];
    const inner = foldersAbove(node.children, id);
    if (inner.length > 0) return [node, ...inner];
  }
  return [];
}
