import { type TrafficFilter, USUAL_KINDS } from '../../../shared/model/traffic';
import type { ViewState } from '../../state/viewState';

type MessagesView = ViewState['messages'];

/** What passes the filters that a person has set. */
export function filterOf(view: MessagesView): TrafficFilter {
  const { kinds, text, errors, direction, server, session, method, slowMs } = view;
  return {
    kinds: kinds.length > 0 ? [...kinds] : USUAL_KINDS,
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(errors && { errors }),
    ...(direction && { direction }),
    ...(server !== undefined && { servers: [server] }),
    ...(session !== undefined && { sessions: [session] }),
    ...(method !== undefined && { methods: [method] }),
    ...(slowMs ? { slowMs } : {}),
  };
}

/** Whether anything is hidden that is shown usually. */
export function isFiltered(view: MessagesView): boolean {
  return view.text.trim() !== '' || view.kinds.length > 0 || countMore(view) > 0;
}

/** How many of the further filters are set. */
export function countMore(view: MessagesView): number {
  const { errors, direction, server, session, method, slowMs } = view;
  return [errors, direction, server, session, method, slowMs].filter(Boolean).length;
}

/** The same view with nothing hidden. */
export function withoutFilters(view: MessagesView): MessagesView {
  return { ...view, ...NO_MORE, text: '', kinds: [], following: true };
}

export const NO_MORE = {
  errors: undefined,
  direction: undefined,
  server: undefined,
  session: undefined,
  method: undefined,
  slowMs: undefined,
} as const;
