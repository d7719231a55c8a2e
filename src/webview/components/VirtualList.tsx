import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { indexForKey } from './listKeys';

/** A list of any length with rows of one height; one of them may be selected. Arrow keys move it. */
export function VirtualList<T>(props: {
  items: readonly T[];
  label: string;
  /** In px. */
  rowHeight: number;
  selected: number;
  onSelect: (index: number) => void;
  /** Enter: go on into what is selected. */
  onOpen?: (index: number) => void;
  keyOf: (item: T) => string;
  children: (item: T, selected: boolean) => ReactNode;
  scroll: number;
  onScroll: (top: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const { items, rowHeight, selected } = props;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    initialOffset: props.scroll,
    overscan: 6,
  });
  useEffect(() => {
    if (selected >= 0) virtual.scrollToIndex(selected, { align: 'auto' });
  }, [selected, virtual]);
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = indexForKey(event.key, selected, items.length, page);
    if (next !== undefined) props.onSelect(next);
    else if (event.key === 'Enter' && selected >= 0) (props.onOpen ?? props.onSelect)(selected);
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
      onScroll={(event) => props.onScroll(event.currentTarget.scrollTop)}
    >
      <div className="list-spacer" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const item = items[row.index] as T;
          return (
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
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              onClick={() => props.onSelect(row.index)}
            >
              {props.children(item, row.index === selected)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
