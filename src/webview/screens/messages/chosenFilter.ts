import { TRAFFIC_KINDS, type TrafficFilter } from '../../../shared/model/traffic';
import type { ViewState } from '../../state/viewState';

type MessagesView = ViewState['messages'];

/** HTTP beneath the messages is shown when it is asked for; its failures always are. */
const USUAL = TRAFFIC_KINDS.filter((kind) => kind !== 'http');

/** What passes the filters that a person has set. */
export function filterOf(view: MessagesView): TrafficFilter {
  const { kinds, text, errors, direction, server, session, method, slowMs } = view;
  return {
    kinds: kinds.length > 0 ? [...kinds] : USUAL,
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
