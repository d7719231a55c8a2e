/**
 * What a key is pressed on. VS Code tells extensions what is selected, but not where the focus is, which moves
 * with the arrows alone. So keys toggle the selection of the focused item twice before their command: from the
 * second of these changes follows which item that is.
 * @param before the selection after the first toggle
 * @param after the selection after the second one, which is that of before the key
 * @returns the selection if the focused item is part of it, else the focused item
 */
export function keyedNodes<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const removed = before.filter((node) => !after.includes(node));
  const added = after.filter((node) => !before.includes(node));
  return removed.length === 1 && added.length === 0 ? removed : after;
}
