/**
 * Splits what a person typed into a command and its arguments: single quotes keep everything, double
 * quotes keep spaces, a backslash keeps a following quote, backslash or space. Any other backslash
 * stands for itself, so that Windows paths survive. Nothing is expanded.
 *
 * Undefined when a quote is not closed.
 */
export function splitCommandLine(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    const next = text[index + 1];
    if (quote !== "'" && char === '\\' && next !== undefined && `"'\\ `.includes(next)) {
      // A UNC path begins with two backslashes that are meant.
      const keepsBoth = next === '\\' && word === undefined;
      word = (word ?? '') + (keepsBoth ? '\\\\' : next);
      index++;
    } else if (quote === char) {
      quote = undefined;
    } else if (quote === undefined && (char === '"' || char === "'")) {
      quote = char;
      word ??= '';
    } else if (quote === undefined && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== undefined) return undefined;
  if (word !== undefined) words.push(word);
  return words;
}

/** Writes a command line that `splitCommandLine` reads back as the same words. */
export function joinCommandLine(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  if (/^[\w./:@%+=,~${}-]+$/.test(word)) return word;
  if (!word.includes("'")) return `'${word}'`;
  return `"${word.replace(/["\\]/g, '\\$&')}"`;
}
