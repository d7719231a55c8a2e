/** Sets (or with undefined removes) a property deep in `root`, and adds the objects on the way. */
export function setAtPath(
  root: Record<string, unknown>,
  path: readonly (string | number)[],
  value: unknown,
): void {
  const [last, ...rest] = [...path].reverse();
  if (last === undefined) return;
  let object = root;
  for (const key of rest.reverse()) {
    const child = object[key];
    if (typeof child === 'object' && child !== null) object = child as Record<string, unknown>;
    else object = object[key] = {} as Record<string, unknown>;
  }
  if (value === undefined) delete object[last];
  else object[last] = value;
}
