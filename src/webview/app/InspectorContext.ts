import { createContext, useCallback, useContext } from 'react';
import type { Inspector } from '../state/inspector';
import type { ServerModel } from '../state/serverModel';
import { useStore } from '../state/store';
import type { ViewState } from '../state/viewState';

export const InspectorContext = createContext<Inspector | undefined>(undefined);

export function useInspector(): Inspector {
  const inspector = useContext(InspectorContext);
  if (!inspector) throw new Error('Used outside InspectorContext');
  return inspector;
}

export function useModel<T>(select: (model: ServerModel) => T): T {
  return useStore(useInspector().model, select);
}

export function useView<T>(select: (view: ViewState) => T): T {
  return useStore(useInspector().view, select);
}

/** Changes one part of the view's state. */
export function useViewPart<K extends keyof ViewState>(
  key: K,
): [ViewState[K], (change: (part: ViewState[K]) => ViewState[K]) => void] {
  const { view } = useInspector();
  const part = useStore(view, (state) => state[key]);
  const change = useCallback(
    (next: (part: ViewState[K]) => ViewState[K]) =>
      view.update((state) => {
        const value = next(state[key]);
        return Object.is(value, state[key]) ? state : { ...state, [key]: value };
      }),
    [view, key],
  );
  return [part, change];
}
