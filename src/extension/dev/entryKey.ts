import type { ServerEntry } from '../../shared/config/serverEntry';

/** Equal for entries that start a server in the same way, wherever they stand in their files. */
export function entryKey(entry: ServerEntry): string {
  const { path: _path, range: _range, fullRange: _fullRange, problems: _problems, ...rest } = entry;
  // What is watched and debugged is looked at when it is needed.
  const { dev: _dev, ...definition } = rest;
  return JSON.stringify(definition, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
