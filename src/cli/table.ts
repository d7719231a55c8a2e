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
 * Rows with their columns below one another. Empty columns are left out; the last one is cut where the
 * screen ends. Pure.
 * @param width of the screen; absent: nothing is cut
 * @param paint colours a column's text, whose width stays
 */
export function tableLines(
  rows: readonly (readonly string[])[],
  width: number | undefined,
  paint: (text: string, column: number) => string = (text) => text,
): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const used = widths.flatMap((columnWidth, column) => (columnWidth > 0 ? [column] : []));
  return rows.map((row) => {
    let left = width ?? Number.POSITIVE_INFINITY;
    const cells = used.map((column, index) => {
      const text = cut(row[column] ?? '', Math.max(0, left));
      const isLast = index === used.length - 1;
      const padding = isLast ? '' : ' '.repeat(widths[column]! - displayWidth(text));
      left -= widths[column]! + GAP.length;
      return `${paint(text, column)}${padding}`;
    });
    return cells.join(GAP).trimEnd();
  });
}
