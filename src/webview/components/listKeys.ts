/** Where a key leads in a list; undefined for keys that mean nothing to it. */
export function indexForKey(
  key: string,
  current: number,
  count: number,
  page: number,
): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const within = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return within(current + 1);
    case 'ArrowUp':
      return current < 0 ? last : within(current - 1);
    case 'PageDown':
      return within(Math.max(0, current) + page);
    case 'PageUp':
      return within(current - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
