/** A text of a server, on one line, fit for a terminal; and one as it was written, line by line. */
export { visible as shown, visibleLines as shownText } from '../shared/text/visible';

/** What `JSON.stringify` leaves as it is though a terminal obeys it. */
const CONTROL_IN_JSON = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** JSON of the same value, fit for a terminal. One line without `indent`. */
export function shownJson(value: unknown, indent = 2): string {
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, undefined, indent).replace(CONTROL_IN_JSON, escaped);
}
