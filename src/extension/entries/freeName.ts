/** A name that none of `taken` is: `weather-copy`, `weather-copy-2`… */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const base = `${name.replace(/-copy(-\d+)?$/, '')}-copy`;
  let free = base;
  for (let count = 2; taken.has(free); count++) free = `${base}-${count}`;
  return free;
}
