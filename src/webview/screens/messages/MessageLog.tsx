import { t } from '@vscode/l10n';
import { type KeyboardEvent, type UIEvent, useEffect, useRef, useState } from 'react';
import { useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { indexForKey } from '../../components/listKeys';
import { useRowHeight } from '../../components/useRowHeight';
import { useSavedScroll } from '../../components/useScrollMemory';
import { useStore } from '../../state/store';
import { LogEmpty } from './LogEmpty';
import { LogRow } from './LogRow';
import type { TrafficFollower } from './trafficFollower';
import { useLogRows } from './useLogRows';

/** The log as a table. Only the rows in view exist; it follows its end unless it is scrolled up. */
export function MessageLog({ follower }: { follower: TrafficFollower }) {
  const stretch = useStore(follower.state, (state) => state);
  const [view, change] = useViewPart('messages');
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(1);
  const { following } = view;
  const scroll = useSavedScroll('list messages');
  const { total } = stretch;
  const {
    rows,
    height,
    reveal,
    onScroll: moveOn,
  } = useLogRows({
    box,
    total,
    rowHeight,
    following,
    initialOffset: scroll.initial,
  });
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(
    () => follower.look(following ? undefined : { first, last }),
    [follower, following, first, last],
  );
  const headAt = (index: number) => stretch.heads[index - stretch.from];
  // A key may lead to a row that is yet to be fetched: it is selected when it has come.
  const pending = cursor === undefined ? undefined : headAt(cursor)?.seq;
  useEffect(() => {
    if (pending === undefined) return;
    setCursor(undefined);
    change((now) => ({ ...now, selected: pending, browsing: true }));
  }, [pending, change]);
  const selectedIndex =
    view.selected === undefined
      ? -1
      : stretch.heads.findIndex((head) => head.seq === view.selected) + stretch.from;
  const selected = selectedIndex < stretch.from ? -1 : selectedIndex;
  const onScroll = (event: UIEvent<HTMLElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    const atEnd = scrollHeight - scrollTop - clientHeight < rowHeight;
    scroll.save(event);
    moveOn(event.currentTarget);
    change((now) => (now.following === atEnd ? now : { ...now, following: atEnd }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const from = cursor ?? (selected >= 0 ? selected : total);
    const next = indexForKey(event.key, from, total, page);
    if (next !== undefined) {
      setCursor(next);
      change((now) => ({ ...now, following: now.following && next === total - 1 }));
      reveal(next);
    } else if (event.key === 'Enter' && selected >= 0) {
      change((now) => ({ ...now, browsing: false }));
    } else return;
    event.preventDefault();
  };
  if (total === 0) return <LogEmpty stretch={stretch} />;
  return (
    <div className="log">
      <LogHead />
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which a table cannot do */}
      <div
        className="log-rows"
        ref={box}
        role="grid"
        aria-label={t('Messages')}
        aria-rowcount={total}
        aria-activedescendant={selected >= 0 ? `log-${selected}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
      >
        <div className="list-spacer" role="presentation" style={{ height }}>
          {rows.map((row) => (
            <LogRow
              key={row.index}
              index={row.index}
              head={headAt(row.index)}
              selected={row.index === selected}
              top={row.top}
              height={row.height}
              onSelect={(seq) => change((now) => ({ ...now, selected: seq, browsing: false }))}
            />
          ))}
        </div>
      </div>
      {!following && (
        <div className="log-newest">
          <Button
            secondary
            icon="arrow-down"
            onClick={() => change((now) => ({ ...now, following: true }))}
          >
            {t('Newest')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The columns' titles. Each row's cells carry their own words, so these are for the eye. */
function LogHead() {
  return (
    <div className="log-head log-columns" aria-hidden="true">
      <span className="log-time">{t('Time')}</span>
      <span className="log-direction" />
      <span className="log-kind">{t('Kind')}</span>
      <span className="log-method">{t('Method')}</span>
      <span className="log-id">{t('Id')}</span>
      <span className="log-duration">{t('Duration')}</span>
      <span className="log-size">{t('Size')}</span>
    </div>
  );
}
