/** The separators that are told apart, the likeliest first. */
const SEPARATORS = [',', ';', '\t'];

/**
 * The first `limit` records of text with separated values (RFC 4180): quoted fields may hold separators, line
 * ends and doubled quotes. The separator is the one that the first line has most of.
 */
export function csvRows(text: string, limit: number): readonly (readonly string[])[] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length && rows.length < limit) {
    const field = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
    row.push(field.value);
    at = field.end;
    if (text[at] === separator) {
      at++;
      // A separator at the very end has an empty field behind it.
      if (at < text.length) continue;
      row.push('');
    }
    at = afterLineEnd(text, at);
    rows.push(row);
    row = [];
  }
  return rows;
}

function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: string) => line.split(separator).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

function plain(text: string, start: number, separator: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== separator && !/[\r\n]/.test(text[end] ?? '')) end++;
  return { value: text.slice(start, end), end };
}

/** What follows the closing quote up to the next separator belongs to no rule; it is kept as it is. */
function quoted(text: string, start: number): { value: string; end: number } {
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const close = text.indexOf('"', at);
    if (close < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return { value, end: close + 1 };
    value += '"';
    at = close + 2;
  }
  return { value, end: at };
}

function afterLineEnd(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return at + 2;
  return at + 1;
}
