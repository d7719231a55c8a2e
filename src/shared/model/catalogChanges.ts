/** The lists of a server that are compared. */
export const CATALOG_LISTS = ['tools', 'resources', 'resourceTemplates', 'prompts'] as const;
export type CatalogList = (typeof CATALOG_LISTS)[number];

/** A state of the lists that is kept to be compared with. */
export interface CatalogSnapshot {
  readonly id: string;
  /** `start`: as the lists were at the end of the run before this one. `taken`: kept by a person. */
  readonly kind: 'start' | 'taken';
  /** As the person named it. */
  readonly label?: string;
  /** Epoch ms. */
  readonly takenAt: number;
}

/** One place in an item that differs. Absent `before`: it is new; absent `after`: it is gone. */
export interface Difference {
  /** From the item inwards, for example `['inputSchema', 'properties', 'city', 'type']`. */
  readonly path: readonly (string | number)[];
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A tool, resource, template or prompt that is not as it was. */
export interface ItemChange {
  readonly list: CatalogList;
  /** What identifies it within its list: name or URI. */
  readonly key: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** As the server sent it; absent for what was added. */
  readonly before?: unknown;
  /** Absent for what was removed. */
  readonly after?: unknown;
  /** Of a changed item. */
  readonly differences: readonly Difference[];
}

export interface CatalogChanges {
  /** What was compared with; null when there is nothing yet. */
  readonly since: CatalogSnapshot | null;
  /** In the order of the lists; what was removed comes last in each. */
  readonly changes: readonly ItemChange[];
}

/** What can be compared with, the latest first. */
export type CatalogSnapshots = readonly CatalogSnapshot[];
