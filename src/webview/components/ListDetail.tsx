import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { useViewPart } from '../app/InspectorContext';
import type { Screen } from '../state/viewState';
import { IconButton } from './IconButton';
import { Splitter } from './Splitter';
import { useWidth } from './useWidth';

/** Below this width, in px, a list and its detail take turns. */
export const NARROW = 620;
const DEFAULT_LIST = 300;
const MIN_LIST = 180;
const MIN_DETAIL = 300;

/** A list beside the detail of what is selected; in a narrow panel one at a time, with a way back. */
export function ListDetail(props: {
  screen: Screen;
  list: ReactNode;
  /** Undefined while nothing is selected. */
  detail: ReactNode | undefined;
  /** Stands in place of the detail in a wide panel; without it the list takes all the room. */
  nothing?: ReactNode;
  /** The list's share of the width at first, in px or as a part of the whole. */
  listWidth?: number;
  backLabel: string;
  /** In a narrow panel: the list is shown, not the detail. */
  browsing: boolean;
  onBack: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [widths, change] = useViewPart('listWidths');
  const narrow = width > 0 && width < NARROW;
  const { listWidth: share = DEFAULT_LIST } = props;
  const listWidth = clamp(widths[props.screen] ?? (share <= 1 ? share * width : share), width);
  const alone = props.detail === undefined && props.nothing === undefined;
  const listOnly = alone || (narrow && (props.browsing || props.detail === undefined));
  const detailOnly = narrow && !listOnly;
  useFocusKept(box, narrow ? (detailOnly ? 'detail' : 'list') : 'both');
  return (
    <div className="list-detail" ref={box} data-narrow={narrow}>
      {!detailOnly && (
        <div className="list-pane" style={listOnly ? undefined : { width: listWidth }}>
          {props.list}
        </div>
      )}
      {!listOnly && !detailOnly && (
        <Splitter
          value={Math.round(listWidth)}
          min={MIN_LIST}
          max={Math.max(MIN_LIST, width - MIN_DETAIL)}
          onChange={(value) => change((all) => ({ ...all, [props.screen]: value }))}
        />
      )}
      {!listOnly && (
        <div className="detail-pane">
          {narrow && (
            <div className="back">
              <IconButton icon="arrow-left" label={props.backLabel} onClick={props.onBack} />
              <span>{props.backLabel}</span>
            </div>
          )}
          {props.detail ?? props.nothing}
        </div>
      )}
    </div>
  );
}

/** When list and detail take turns, the focus goes along instead of getting lost. */
function useFocusKept(box: RefObject<HTMLElement | null>, shown: 'list' | 'detail' | 'both'): void {
  const before = useRef(shown);
  useLayoutEffect(() => {
    const changed = before.current !== shown && before.current !== 'both' && shown !== 'both';
    before.current = shown;
    const target = shown === 'detail' ? '.back button' : '[role=listbox], [role=grid], [role=tree]';
    if (changed) box.current?.querySelector<HTMLElement>(target)?.focus();
  }, [box, shown]);
}

function clamp(wanted: number, total: number): number {
  if (total === 0) return wanted;
  return Math.max(MIN_LIST, Math.min(wanted, total - MIN_DETAIL));
}
