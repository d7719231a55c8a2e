import type { ServerEntry } from '../../shared/config/serverEntry';

/** Where an entry of another name stands beside this one, for `ConfigSource.edit`. */
export function besideOf(entry: ServerEntry, name: string): ServerEntry {
  return { ...entry, name, path: [...entry.path.slice(0, -1), name] };
}
