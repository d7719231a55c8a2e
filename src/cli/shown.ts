/** What moves a terminal's cursor, colours or title, and what turns the direction of writing around. */
const CONTROL = /(?!\t)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text of a server, on one line, fit for a terminal: what would control it stands there as its code. */
export function shown(text: string): string {
  return text.replace(CONTROL, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`);
}
