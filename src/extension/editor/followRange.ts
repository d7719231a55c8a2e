import type { TextRange } from '../../shared/config/configText';
import { smallestChange } from '../../shared/config/editConfig';

/** A text, and the way from offsets (UTF-16 units) to lines and columns that count from 1. */
class Lines {
  readonly #starts = [0];

  constructor(readonly text: string) {
    for (const match of text.matchAll(/\r\n|\r|\n/g)) {
      this.#starts.push(match.index + match[0].length);
    }
  }

  offset(line: number, column: number): number {
    return Math.min((this.#starts[line - 1] ?? this.text.length) + column - 1, this.text.length);
  }

  range(start: number, end: number): TextRange {
    const [line, column] = this.#position(start);
    const [endLine, endColumn] = this.#position(end);
    return { line, column, endLine, endColumn };
  }

  #position(offset: number): [line: number, column: number] {
    const index = this.#starts.findLastIndex((start) => start <= offset);
    return [index + 1, offset - this.#starts[index]! + 1];
  }
}

/**
 * Where texts that were read at their ranges in `saved` stand in `live`, which somebody is editing. A text that
 * the edit went through is found by its words; one that is gone has no range.
 */
export function rangeFollower(
  saved: string,
  live: string,
): (range: TextRange) => TextRange | undefined {
  if (saved === live) return (range) => range;
  const before = new Lines(saved);
  const after = new Lines(live);
  const change = smallestChange(saved, live);
  const delta = live.length - saved.length;
  return (range) => {
    const start = before.offset(range.line, range.column);
    const end = before.offset(range.endLine, range.endColumn);
    if (end <= change.start) return after.range(start, end);
    if (start >= change.end) return after.range(start + delta, end + delta);
    const found = sameOccurrence(saved, live, start, end);
    return found === undefined ? undefined : after.range(found, found + end - start);
  };
}

/** The place of the words of `saved` from `start` to `end`: if they stand there several times, as the same of them. */
function sameOccurrence(
  saved: string,
  live: string,
  start: number,
  end: number,
): number | undefined {
  const words = saved.slice(start, end);
  const earlier = occurrences(saved, words).indexOf(start);
  return occurrences(live, words)[earlier];
}

function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  if (words === '') return found;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
    found.push(at);
  }
  return found;
}
