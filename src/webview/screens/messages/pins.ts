import { t } from '@vscode/l10n';
import type { TrafficEntry } from '../../../shared/model/traffic';
import type { Pin, ViewState } from '../../state/viewState';
import { isMessage, kindLook } from './kindLook';

type MessagesView = ViewState['messages'];

/** So many are kept, the latest. */
const LIMIT = 50;

export const isPinned = ({ pinned = [] }: MessagesView, seq: number): boolean =>
  pinned.some((pin) => pin.seq === seq);

/** The view with an entry at hand, in the order of the log. */
export function withPin(view: MessagesView, entry: TrafficEntry): MessagesView {
  const { seq, time, kind } = entry;
  const words = isMessage(kind) ? (entry.method ?? t('(unknown)')) : entry.preview.slice(0, 200);
  const pin: Pin = { seq, time, kind: kindLook(kind).word, words };
  const { pinned = [] } = withoutPin(view, seq);
  return { ...view, pinned: [...pinned, pin].slice(-LIMIT).sort((a, b) => a.seq - b.seq) };
}

export function withoutPin(view: MessagesView, seq: number): MessagesView {
  return { ...view, pinned: view.pinned?.filter((pin) => pin.seq !== seq) };
}
