import { Fragment, type ReactNode } from 'react';

/**
 * A sentence with elements in it, whose order is its language's: `text` comes from `t` without arguments, which
 * leaves its placeholders, `{0}` and on, as they are; each is then drawn as the argument of that index.
 */
export function Words({ text, args }: { text: string; args: readonly ReactNode[] }) {
  // At odd places stands what the parentheses found.
  const parts = text.split(/\{(\d+)\}/);
  return parts.map((part, at) => (
    <Fragment key={at}>{at % 2 === 0 ? part : args[Number(part)]}</Fragment>
  ));
}
