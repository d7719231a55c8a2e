import { type RefObject, type UIEvent, useCallback, useLayoutEffect, useRef } from 'react';
import { useInspector } from '../app/InspectorContext';

/** The scroll position in px that is remembered under `name`, and a listener that keeps it so. */
export function useSavedScroll(name: string): {
  initial: number;
  save: (event: UIEvent<HTMLElement>) => void;
} {
  const { view } = useInspector();
  // Read once: whoever scrolls needs no second rendering because of it.
  const initial = useRef(view.get().scroll[name] ?? 0).current;
  const save = useCallback(
    (event: UIEvent<HTMLElement>) => {
      const top = event.currentTarget.scrollTop;
      view.update((state) => ({ ...state, scroll: { ...state.scroll, [name]: top } }));
    },
    [view, name],
  );
  return { initial, save };
}

/** Props for a pane that comes back as it was scrolled, also where its content arrives late. */
export function useScrollMemory(name: string): {
  ref: RefObject<HTMLDivElement | null>;
  onScroll: (event: UIEvent<HTMLElement>) => void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const { initial, save } = useSavedScroll(name);
  useLayoutEffect(() => {
    const pane = ref.current;
    return pane && initial > 0 ? scrollOnceThere(pane, initial) : undefined;
  }, [initial]);
  return { ref, onScroll: save };
}

/** Scrolls `pane` to `top` as soon as it is long enough, unless a person moves it first. */
function scrollOnceThere(pane: HTMLElement, top: number): () => void {
  const givenUp = new AbortController();
  const observer = new MutationObserver(attempt);
  const stop = () => {
    observer.disconnect();
    givenUp.abort();
  };
  function attempt() {
    pane.scrollTop = top;
    if (Math.abs(pane.scrollTop - top) < 1) stop();
  }
  observer.observe(pane, { childList: true, subtree: true });
  for (const event of ['wheel', 'pointerdown', 'keydown'])
    pane.addEventListener(event, stop, { signal: givenUp.signal });
  attempt();
  return stop;
}
