import { t } from '@vscode/l10n';
import { type ReactNode, useMemo, useRef } from 'react';
import { useInspector, useViewPart } from '../app/InspectorContext';
import { IconButton } from './IconButton';
import { foundWords, type ListName, listWords, noneWords } from './listWords';
import { SearchBox } from './SearchBox';
import { useRowHeight } from './useRowHeight';
import { VirtualList } from './VirtualList';

/** A search field above the list of what it finds. Query, selection and scroll are remembered. */
export function SearchableList<T>(props: {
  screen: ListName;
  total: number;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Draws what was found in another way than as a list; what it is given goes on into the detail. */
  instead?: ((onEnter: () => void) => ReactNode) | undefined;
  children: (item: T) => ReactNode;
  /** More that can be done with the list, beside the search. */
  actions?: ReactNode;
  /** The group of an item; the items come in the order of their groups, each of which gets a heading. */
  groupOf?: ((item: T) => string) | undefined;
}) {
  const { screen, items, keyOf, groupOf } = props;
  const words = listWords(screen);
  const headings = useMemo(() => groupOf && groupHeadings(items, groupOf), [items, groupOf]);
  const headingOf = useMemo(() => headings && ((index: number) => headings.get(index)), [headings]);
  const inspector = useInspector();
  const [view, change] = useViewPart(props.screen);
  const pane = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(2, 8);
  const select = (index: number, browsing: boolean) => {
    const item = items[index];
    if (item !== undefined) change((now) => ({ ...now, selected: keyOf(item), browsing }));
  };
  const open = (index: number, by: 'click' | 'enter') => {
    select(index, false);
    if (by === 'enter') focusDetail(pane.current);
  };
  const enterList = () => {
    if (!items.some((item) => keyOf(item) === view.selected)) select(0, true);
    pane.current?.querySelector<HTMLElement>('[role=listbox], [role=tree]')?.focus();
  };
  return (
    <div className="searchable" ref={pane}>
      <div className="list-tools">
        <SearchBox
          label={words.search}
          value={view.query}
          onChange={(query) => change((now) => ({ ...now, query }))}
          onLeave={enterList}
        />
        {props.actions}
        <IconButton icon="refresh" label={words.again} onClick={() => inspector.refreshCatalog()} />
      </div>
      <p className="visually-hidden" role="status">
        {view.query === '' ? '' : foundWords(screen, items.length)}
      </p>
      {items.length === 0 ? (
        <p className="list-empty muted">
          {noneWords(screen, props.total)}{' '}
          <button
            type="button"
            className="link"
            onClick={() => change((now) => ({ ...now, query: '' }))}
          >
            {t('Clear the search')}
          </button>
        </p>
      ) : props.instead ? (
        props.instead(() => focusDetail(pane.current))
      ) : (
        <VirtualList
          items={items}
          label={words.title}
          rowHeight={rowHeight}
          selected={items.findIndex((item) => keyOf(item) === view.selected)}
          onMove={(index) => select(index, true)}
          onOpen={open}
          keyOf={keyOf}
          name={`list ${props.screen}`}
          query={view.query}
          headingOf={headingOf}
        >
          {props.children}
        </VirtualList>
      )}
    </div>
  );
}

/** By the index of each group's first item: what the group is called, and how many are in it. */
function groupHeadings<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
): ReadonlyMap<number, string> {
  const groups = Map.groupBy(items.entries(), ([, item]) => groupOf(item));
  return new Map(
    [...groups].map(([name, members]) => [members[0]?.[0] ?? 0, `${name} · ${members.length}`]),
  );
}

/** In a wide panel Enter goes on to the first thing to fill in or press beside the list. */
function focusDetail(pane: HTMLElement | null): void {
  const detail = pane?.closest('.list-detail')?.querySelector('.detail-pane');
  requestAnimationFrame(() =>
    detail
      ?.querySelector<HTMLElement>('.field :is(input, textarea, select), .call-bar vscode-button')
      ?.focus(),
  );
}
