import type { ObjectReader } from './objectReader';

/** Where an entry says `key`, which no other client knows. */
export type OwnReader = (key: string) => ObjectReader;

/** Under these properties of an entry, keys of our own may stand: VS Code's schema has room there alone. */
export const OWN_PATH = ['dev', 'portcullis'] as const;

/**
 * Finds what only we read: beside the other properties of the entry, or in `dev.portcullis`, which counts if it
 * is in both.
 */
export function ownReader(entry: ObjectReader): OwnReader {
  const [dev, portcullis] = OWN_PATH;
  // What `dev` is if it is no object, its own reader notes.
  const own =
    entry.raw(dev)?.type === 'object'
      ? entry.object(dev, 'warning')?.object(portcullis)
      : undefined;
  return (key) => (own?.has(key) ? own : entry);
}
