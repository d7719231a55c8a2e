import type { Screen, ViewState } from './viewState';

/** The view on a screen, with an item selected in it and on show. */
export function revealed(view: ViewState, screen: Screen, item?: string): ViewState {
  if (item === undefined || screen === 'overview' || screen === 'settings')
    return { ...view, screen };
  if (screen === 'messages') {
    const messages = { ...view.messages, selected: Number(item), browsing: false };
    return { ...view, screen, messages };
  }
  return {
    ...view,
    screen,
    scroll: { ...view.scroll, [`list ${screen}`]: 0 },
    [screen]: { ...view[screen], query: '', selected: item, browsing: false },
  };
}
