/** How well `query` fits `text`: 0 not at all, more is better. Letters may be skipped, order counts. */
export function fuzzyScore(query: string, text: string): number {
  const wanted = query.toLowerCase();
  const lower = text.toLowerCase();
  if (wanted === '') return 1;
  const at = lower.indexOf(wanted);
  if (at >= 0) {
    // The more of the text it is, the better.
    return 1000 - Math.min(400, text.length - wanted.length) + (isWordStart(text, at) ? 200 : 0);
  }
  let score = 0;
  let from = 0;
  let previous = -2;
  for (const letter of wanted) {
    const found = lower.indexOf(letter, from);
    if (found < 0) return 0;
    score += (found === previous + 1 ? 8 : 1) + (isWordStart(text, found) ? 6 : 0);
    previous = found;
    from = found + 1;
  }
  // Letters strewn over a long text are no match that a person would see as one.
  return score >= wanted.length * 3 ? score : 0;
}

/** Letter after a separator, or a capital after a small one. */
function isWordStart(text: string, index: number): boolean {
  if (index === 0) return true;
  const before = text[index - 1] as string;
  const here = text[index] as string;
  return /[\s_\-./:]/.test(before) || (/[a-z0-9]/.test(before) && /[A-Z]/.test(here));
}

/**
 * The items that fit `query`, best first, those that fit equally in their own order. Names are
 * searched with skipped letters, long texts for the words as typed. Every word must fit.
 */
export function search<T>(
  items: readonly T[],
  query: string,
  fields: (item: T) => { readonly names: readonly string[]; readonly texts: readonly string[] },
): readonly T[] {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const scored = items.map((item) => {
    const { names, texts } = fields(item);
    const scores = words.map((word) => wordScore(word, names, texts));
    return { item, score: scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function wordScore(word: string, names: readonly string[], texts: readonly string[]): number {
  const byName = Math.max(0, ...names.map((name) => fuzzyScore(word, name)));
  if (byName > 0) return byName + 10;
  return texts.some((text) => text.toLowerCase().includes(word.toLowerCase())) ? 1 : 0;
}
