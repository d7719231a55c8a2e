import microdiff from 'microdiff';
import {
  CATALOG_LISTS,
  type CatalogList,
  type Difference,
  type ItemChange,
} from '../model/catalogChanges';
import type { Catalog } from '../model/session';

/** The lists of a catalog, without how they were come by. */
export type CatalogContent = Pick<Catalog, CatalogList>;

type Item = Readonly<Record<string, unknown>>;

const KEYS: Readonly<Record<CatalogList, string>> = {
  tools: 'name',
  resources: 'uri',
  resourceTemplates: 'uriTemplate',
  prompts: 'name',
};

/** What identifies an item within its list. */
export function keyOfItem(list: CatalogList, item: unknown): string {
  return String((item as Item)[KEYS[list]]);
}

/** Compares item by item, by name or URI. The order of a list is no difference. */
export function diffCatalogs(before: CatalogContent, after: CatalogContent): ItemChange[] {
  return CATALOG_LISTS.flatMap((list) => diffList(list, before[list], after[list]));
}

function diffList(
  list: CatalogList,
  before: readonly unknown[],
  after: readonly unknown[],
): ItemChange[] {
  const old = new Map(before.map((item) => [keyOfItem(list, item), item as Item]));
  const now = new Map(after.map((item) => [keyOfItem(list, item), item as Item]));
  const present = [...now].flatMap(([key, item]): ItemChange[] => {
    const earlier = old.get(key);
    if (earlier === undefined) {
      return [{ list, key, kind: 'added', after: item, differences: [] }];
    }
    const differences = diffItems(earlier, item);
    return differences.length === 0
      ? []
      : [{ list, key, kind: 'changed', before: earlier, after: item, differences }];
  });
  const removed = [...old]
    .filter(([key]) => !now.has(key))
    .map(([key, item]): ItemChange => {
      return { list, key, kind: 'removed', before: item, differences: [] };
    });
  return [...present, ...removed];
}

function diffItems(before: Item, after: Item): Difference[] {
  try {
    return differencesOf(before, after);
  } catch {
    // Nested more deeply than the stack is high: that it differs cannot be told, so both are shown.
    return [{ path: [], before, after }];
  }
}

function differencesOf(before: Item, after: Item): Difference[] {
  return microdiff(before, after, { cyclesFix: false }).map((one) => ({
    path: one.path,
    ...(one.type === 'CREATE' ? {} : { before: one.oldValue }),
    ...(one.type === 'REMOVE' ? {} : { after: one.value }),
  }));
}
