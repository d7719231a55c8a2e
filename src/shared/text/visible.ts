/** Moves a terminal's cursor, changes its colours or its title, or turns the direction of writing around. */
const CONTROL = /(?!\t)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/**
 * A text of a server or a file on one line, as people can see it: what would control a terminal, or show the
 * letters in another order than they have, stands there as its code.
 */
export function visible(text: string): string {
  return text.replace(CONTROL, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`);
}

/** The same, line by line. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}
