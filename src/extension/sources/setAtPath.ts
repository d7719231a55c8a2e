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
    const child = Object.hasOwn(object, key) ? object[key] : undefined;
    if (typeof child === 'object' && child !== null) object = child as Record<string, unknown>;
    else object = setOwn(object, key, {}) as Record<string, unknown>;
  }
  if (value === undefined) delete object[last];
  else setOwn(object, last, value);
}

/** Not an assignment: `__proto__` is a name like any other, and not the way to all other objects. */
function setOwn(object: object, key: string | number, value: unknown): unknown {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return value;
}
