import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type UIEventHandler,
  useEffect,
  useId,
  useRef,
} from 'react';
import { indexForKey } from './listKeys';
import { useSavedScroll } from './useScrollMemory';

/** In px. */
const HEADING_HEIGHT = 26;

/** A list of any length with rows of one height; one of them may be selected. Arrow keys move it. */
export function VirtualList<T>(props: {
  items: readonly T[];
  label: string;
  /** In px. */
  rowHeight: number;
  selected: number;
  /** An arrow key led there. */
  onMove: (index: number) => void;
  /** Go on into it. */
  onOpen: (index: number, by: 'click' | 'enter') => void;
  keyOf: (item: T) => string;
  children: (item: T, selected: boolean) => ReactNode;
  /** Under which its scroll position is remembered. */
  name: string;
  /** What the items were chosen by: with another choice the list begins at its top. */
  query: string;
  /** Above which items a heading stands, and which. */
  headingOf?: ((index: number) => string | undefined) | undefined;
  /** Keeps its end in view as long as it is at its end. */
  follow?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const { items, rowHeight, selected, headingOf } = props;
  const scroll = useSavedScroll(props.name);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => rowHeight + (headingOf?.(index) === undefined ? 0 : HEADING_HEIGHT),
    initialOffset: scroll.initial,
    overscan: 6,
  });
  useEffect(() => {
    // Rows with a heading are higher.
    void [headingOf, rowHeight];
    virtual.measure();
  }, [virtual, headingOf, rowHeight]);
  const settled = useRef(scroll.initial > 0);
  useEffect(() => {
    // What was scrolled to before a reload stays in view, even if it is not what is selected.
    if (selected >= 0 && !settled.current) virtual.scrollToIndex(selected, { align: 'auto' });
    settled.current = false;
  }, [selected, virtual]);
  const shownQuery = useRef(props.query);
  useEffect(() => {
    if (shownQuery.current !== props.query && box.current) box.current.scrollTop = 0;
    shownQuery.current = props.query;
  }, [props.query]);
  const isAtEnd = useRef(scroll.initial === 0);
  const { follow = false } = props;
  const last = follow && items.length > 0 ? props.keyOf(items.at(-1)!) : undefined;
  useEffect(() => {
    if (last === undefined || !isAtEnd.current) return;
    virtual.scrollToIndex(items.length - 1, { align: 'end' });
  }, [last, items.length, virtual]);
  const onScroll: UIEventHandler<HTMLDivElement> = (event) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < rowHeight;
    scroll.save(event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = indexForKey(event.key, selected, items.length, page);
    if (next !== undefined) props.onMove(next);
    else if (event.key === 'Enter' && selected >= 0) props.onOpen(selected, 'enter');
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="list"
      ref={box}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={selected >= 0 ? `${id}-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
    >
      <div className="list-spacer" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const item = items[row.index] as T;
          const heading = headingOf?.(row.index);
          const top = row.start + (heading === undefined ? 0 : HEADING_HEIGHT);
          return [
            heading !== undefined && (
              <div
                key={`heading of ${props.keyOf(item)}`}
                className="list-heading"
                // What it says of the items they say themselves.
                aria-hidden="true"
                style={{ height: HEADING_HEIGHT, transform: `translateY(${row.start}px)` }}
              >
                {heading}
              </div>
            ),
            // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
            <div
              key={props.keyOf(item)}
              id={`${id}-${row.index}`}
              className="list-row"
              role="option"
              aria-selected={row.index === selected}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              style={{ height: rowHeight, transform: `translateY(${top}px)` }}
              onClick={() => props.onOpen(row.index, 'click')}
            >
              {props.children(item, row.index === selected)}
            </div>,
          ];
        })}
      </div>
    </div>
  );
}
