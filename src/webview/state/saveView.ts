import type { ServerId } from '../../shared/model/server';
import type { VsCodeApi } from '../rpc/vscodeApi';
import type { Store } from './store';
import type { ViewState } from './viewState';

/** The least time between two saves, in ms. */
const PAUSE = 50;

/**
 * Saves the view now and with each change: at once, and then no more often than every `PAUSE`, for
 * the page may be taken down at any moment. With it goes the server, by which the host knows whose
 * panel it restores.
 */
export function saveView(view: Store<ViewState>, api: VsCodeApi, serverId: () => ServerId): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stale = false;
  const save = () => {
    stale = false;
    api.setState({ ...view.get(), serverId: serverId() });
    timer = setTimeout(() => {
      timer = undefined;
      if (stale) save();
    }, PAUSE);
  };
  view.subscribe(() => {
    stale = true;
    if (timer === undefined) save();
  });
  window.addEventListener('pagehide', () => stale && save());
  save();
}
