import type { CallRecord } from '../../../shared/model/session';

/** The lists of the protocol, and under which name each has its items. */
export const LISTS = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
} as const;

export type ListMethod = keyof typeof LISTS;

/** The calls of the last walk through a list, from its first page on. */
export function pagesOf(calls: readonly CallRecord[], method: ListMethod): readonly CallRecord[] {
  const all = calls.filter((call) => call.method === method);
  const first = all.findLastIndex(({ params }) => params.cursor === undefined);
  return first === -1 ? [] : all.slice(first);
}

/** What a page says: how many items it has, and by which cursor the next one is had. */
export function readPage(call: CallRecord): {
  count: number | undefined;
  next: string | undefined;
} {
  const result = (call.result ?? {}) as Readonly<Record<string, unknown>>;
  const items = result[LISTS[call.method as ListMethod]];
  const { nextCursor } = result;
  return {
    count: Array.isArray(items) ? items.length : undefined,
    // An empty cursor is one all the same (MCP, Pagination).
    next: typeof nextCursor === 'string' ? nextCursor : undefined,
  };
}
