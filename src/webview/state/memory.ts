import { useEffect } from 'react';
import { useInspector } from '../app/InspectorContext';
import type { Inspector } from './inspector';
import { createStore, type Store, useStore } from './store';

type Kept = Readonly<Record<string, unknown>>;

interface Memory {
  /** Undefined until it was fetched. */
  readonly kept: Store<Kept | undefined>;
  fetch(): void;
}

const memories = new WeakMap<Inspector, Memory>();

/** One for each life of the page: what other lives of it have kept with the workspace. */
function memoryOf(inspector: Inspector): Memory {
  const known = memories.get(inspector);
  if (known) return known;
  const kept = createStore<Kept | undefined>(undefined);
  let isFetched = false;
  const memory = {
    kept,
    fetch: () => {
      if (isFetched) return;
      isFetched = true;
      inspector.ask('panel/recall', {}).then(
        // What was kept in the meantime is newer.
        (fetched) => kept.update((now) => ({ ...fetched, ...now })),
        () => kept.update((now) => now ?? {}),
      );
    },
  };
  memories.set(inspector, memory);
  return memory;
}

/**
 * A value that is kept with the workspace for the server, also over restarts of VS Code.
 * @returns what is kept under `key`, what keeps another value there (undefined: forgets), and whether it is known yet
 */
export function useMemory<T>(
  key: string,
): [value: T | undefined, keep: (value: T | undefined) => void, isKnown: boolean] {
  const inspector = useInspector();
  const memory = memoryOf(inspector);
  useEffect(() => memory.fetch(), [memory]);
  const value = useStore(memory.kept, (kept) => kept?.[key]);
  const isKnown = useStore(memory.kept, (kept) => kept !== undefined);
  const keep = (next: T | undefined) => {
    memory.kept.update((kept) => ({ ...kept, [key]: next }));
    void inspector.act('panel/remember', { key, value: next ?? null });
  };
  return [value as T | undefined, keep, isKnown];
}
