/** What moves a terminal's cursor, colours or title, and what turns the direction of writing around. */
const CONTROL = /(?!\t)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text of a server, on one line, fit for a terminal: what would control it stands there as its code. */
export function shown(text: string): string {
  return text.replace(CONTROL, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`);
}

/** A text of a server as it was written, line by line, fit for a terminal. */
export function shownText(text: string): string {
  return text.split(/\r?\n/).map(shown).join('\n');
}

/** What `JSON.stringify` leaves as it is though a terminal obeys it. */
const CONTROL_IN_JSON = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** JSON of the same value, fit for a terminal. One line without `indent`. */
export function shownJson(value: unknown, indent = 2): string {
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, undefined, indent).replace(CONTROL_IN_JSON, escaped);
}
