import { t } from '@vscode/l10n';
import type { Answer } from './connection';

/** A server whose pages never end is not followed for ever. */
const MAX_PAGES = 1000;

export type Listing =
  | { readonly items: readonly unknown[] }
  /** `items`: what had come until then. `code`: of the server's error, if it was one. */
  | { readonly items: readonly unknown[]; readonly message: string; readonly code?: number };

/**
 * Fetches all pages of a list, as the server sends them.
 * @param fetchPage asks for the page at a cursor; the first one if that is undefined.
 * @param member of the result that holds the items.
 */
export async function listAll(
  fetchPage: (cursor: string | undefined) => Promise<Answer>,
  member: string,
): Promise<Listing> {
  const items: unknown[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const answer = await fetchPage(cursor);
    if ('error' in answer) {
      return { items, message: answer.error.message, code: answer.error.code };
    }
    const part = answer.result[member];
    if (!Array.isArray(part))
      return { items, message: t('"{0}" of the result is not an array', member) };
    for (const item of part) items.push(item);
    const { nextCursor } = answer.result;
    if (typeof nextCursor !== 'string') return { items };
    if (seen.has(nextCursor))
      return { items, message: t('The server gave the cursor {0} twice', nextCursor) };
    seen.add(nextCursor);
    cursor = nextCursor;
  }
  return { items, message: t('The server gave more than {0} pages', MAX_PAGES) };
}
