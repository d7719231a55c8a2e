const [BEGIN, END] = ['⟦', '⟧'];

/** A text in the language of the tests, which tells at a glance what was not translated into it. */
export function pseudo(text: string): string {
  return `${BEGIN}${text}${END}`;
}

/**
 * The texts in what follows one another on a page that are not in that language. Sentences may span several
 * elements, and hold others.
 */
export function untranslated(texts: readonly string[]): readonly string[] {
  let depth = 0;
  return texts.flatMap((text) => {
    let left = '';
    for (const char of text) {
      if (char === BEGIN) depth++;
      else if (char === END) depth--;
      else if (depth === 0) left += char;
      if (char === END && depth === 0) left += '\0';
    }
    return left.split('\0').filter((one) => /\p{L}{2}/u.test(one));
  });
}
