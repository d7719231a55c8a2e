import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { nextBase, ROW_SPAN } from './rowSpan';

export interface LogRows {
  /** The rows in view and a few around them; `index` counts in the whole log, the rest is in px. */
  readonly rows: readonly {
    readonly index: number;
    readonly top: number;
    readonly height: number;
  }[];
  /** Height of what is laid out, in px. */
  readonly height: number;
  /** Brings a row into view. Whoever asks for another row than the last follows the end no more. */
  reveal(index: number): void;
  /** To be told of each scroll event. */
  onScroll(element: HTMLElement): void;
}

/**
 * The rows of the log that are in view. A browser cannot lay out a box of any height, so of a very
 * long log a stretch of `ROW_SPAN` rows is laid out, which moves along as one scrolls.
 */
export function useLogRows(options: {
  box: RefObject<HTMLElement | null>;
  total: number;
  rowHeight: number;
  following: boolean;
  /** Where it was scrolled to before a reload, in px. */
  initialOffset: number;
}): LogRows {
  const { box, total, rowHeight, following } = options;
  const [wanted, setWanted] = useState(0);
  const [target, setTarget] = useState<number | undefined>(undefined);
  const lastBase = Math.max(0, total - ROW_SPAN);
  const base = following ? lastBase : Math.min(wanted, lastBase);
  const virtual = useVirtualizer({
    count: Math.min(total, ROW_SPAN),
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    initialOffset: options.initialOffset,
    overscan: 8,
  });
  const shown = useRef(base);
  useLayoutEffect(() => {
    // What is in view stays in view when the stretch moves under it.
    if (box.current && !following) box.current.scrollTop += (shown.current - base) * rowHeight;
    shown.current = base;
  }, [box, base, following, rowHeight]);
  useLayoutEffect(() => {
    if (target === undefined || target < base || target >= base + ROW_SPAN) return;
    virtual.scrollToIndex(target - base, { align: 'auto' });
    setTarget(undefined);
  }, [target, base, virtual]);
  useLayoutEffect(() => {
    const element = box.current;
    if (following && element && total > 0) element.scrollTop = element.scrollHeight;
  }, [box, following, total]);
  const settle = (first: number, asked?: number) =>
    setWanted(nextBase({ base, lastBase, first, following, target: asked }));
  return {
    rows: virtual
      .getVirtualItems()
      .map(({ index, start, size }) => ({ index: base + index, top: start, height: size })),
    height: virtual.getTotalSize(),
    reveal: (index) => {
      settle((box.current?.scrollTop ?? 0) / rowHeight, index);
      setTarget(index);
    },
    onScroll: (element) => settle(element.scrollTop / rowHeight),
  };
}
