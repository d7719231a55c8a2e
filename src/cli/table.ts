const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const GAP = '  ';

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += NO_WIDTH.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

/** The beginning of a text that fits; `…` stands for the rest. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const char of text) {
    used += displayWidth(char);
    if (used > width) break;
    kept += char;
  }
  return width > 0 ? `${kept.trimEnd()}…` : '';
}

/**
 * Rows with their columns below one another. Empty columns are left out. Where the screen ends, the first
 * column stays whole as long as it can, and the last one gets the most of what is left. Pure.
 * @param width of the screen; absent: nothing is cut
 * @param paint colours a column's text, whose width stays
 */
export function tableLines(
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
  paint: (text: string, column: number) => string = (text) => text,
): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const needs = Array.from({ length: count }, (_, column) => ({
    column,
    needed: Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  }));
  const columns = share(
    needs.filter(({ needed }) => needed > 0),
    width,
  );
  return rows.map((row) => {
    const cells = columns.map(({ column, given }, index) => {
      const text = cut(row[column] ?? '', given);
      const isLast = index === columns.length - 1;
      const padding = isLast ? '' : ' '.repeat(given - displayWidth(text));
      return `${text === '' ? '' : paint(text, column)}${padding}`;
    });
    return cells.join(GAP).trimEnd();
  });
}

/** How much of the rest a column may take that is neither the first nor the last. */
const MIDDLE = 1 / 3;

function share(
  needs: readonly { readonly column: number; readonly needed: number }[],
  width: number,
) {
  let left = width;
  return needs.flatMap(({ column, needed }, index) => {
    const isMiddle = index > 0 && index < needs.length - 1;
    const given = Math.min(needed, Math.floor(isMiddle ? left * MIDDLE : left));
    left -= given + GAP.length;
    return given > 0 ? [{ column, given }] : [];
  });
}
