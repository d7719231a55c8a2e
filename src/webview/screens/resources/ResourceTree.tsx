import { useVirtualizer } from '@tanstack/react-virtual';
import { t } from '@vscode/l10n';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useViewPart } from '../../app/InspectorContext';
import { Icon } from '../../components/Icon';
import { useRowHeight } from '../../components/useRowHeight';
import { useSavedScroll } from '../../components/useScrollMemory';
import { ResourceMarks } from './ResourceMarks';
import type { ResourceItem } from './resourceItems';
import { treeEffect } from './treeKeys';
import type { TreeRow } from './uriTree';
import { useTreeRows } from './useTreeRows';

/** The resources by the parts of their URIs. Arrow keys walk, fold and unfold. */
export function ResourceTree(props: {
  items: readonly ResourceItem[];
  /** Go on into what is selected. */
  onEnter: () => void;
}) {
  const { items } = props;
  const [view, change] = useViewPart('resources');
  const { rows, current, fold, moveTo } = useTreeRows(items, view.selected, view.query !== '');
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = useRowHeight(1);
  const scroll = useSavedScroll('tree resources');
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    initialOffset: scroll.initial,
    overscan: 10,
  });
  const settled = useRef(scroll.initial > 0);
  useEffect(() => {
    if (current >= 0 && !settled.current) virtual.scrollToIndex(current, { align: 'auto' });
    settled.current = false;
  }, [current, virtual]);
  const go = (index: number, browsing: boolean) => {
    const node = rows[index]?.node;
    moveTo(node?.kind === 'folder' ? node : undefined);
    if (node?.kind === 'leaf') change((now) => ({ ...now, selected: node.id, browsing }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const effect = treeEffect(event.key, rows, current, page);
    if (!effect || event.ctrlKey || event.metaKey || event.altKey) return;
    if (effect.kind === 'fold') fold(effect.folder, effect.open);
    else go(effect.index, effect.kind === 'move');
    if (effect.kind === 'open') props.onEnter();
    event.preventDefault();
  };
  const onClick = (index: number) => {
    const row = rows[index];
    if (row?.node.kind === 'folder') fold(row.node, !row.isOpen);
    else go(index, false);
  };
  return (
    <div
      className="list"
      ref={box}
      role="tree"
      aria-label={t('Resources')}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={scroll.save}
    >
      <div className="list-spacer" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, size, start }) => (
          <Row
            key={rows[index]?.node.id}
            row={rows[index] as TreeRow}
            id={`${id}-${index}`}
            isCurrent={index === current}
            isSelected={rows[index]?.node.id === view.selected}
            style={{ height: size, transform: `translateY(${start}px)` }}
            onClick={() => onClick(index)}
          />
        ))}
      </div>
    </div>
  );
}

function Row(props: {
  row: TreeRow;
  id: string;
  isCurrent: boolean;
  isSelected: boolean;
  style: { height: number; transform: string };
  onClick: () => void;
}) {
  const { row, isCurrent } = props;
  const { node } = row;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the tree
    <div
      id={props.id}
      className="list-row tree-row"
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={node.kind === 'folder' ? row.isOpen : undefined}
      aria-selected={props.isSelected}
      data-current={isCurrent}
      style={props.style}
      onClick={props.onClick}
    >
      <span className="tree-indent" style={{ width: (row.level - 1) * 10 }} />
      {node.kind === 'folder' ? (
        <Icon name={row.isOpen ? 'chevron-down' : 'chevron-right'} />
      ) : (
        <Icon name={node.item.kind === 'template' ? 'symbol-namespace' : 'file'} />
      )}
      <span className="tree-label">{node.label}</span>
      {node.kind === 'leaf' && (
        <>
          <span className="tree-text">{titleOf(node.item, node.label)}</span>
          <span className="item-aside">
            <ResourceMarks item={node.item} />
          </span>
        </>
      )}
    </div>
  );
}

/** What the server calls it, unless that is what its URI says already. */
function titleOf(item: ResourceItem, label: string): string {
  const one = item.kind === 'resource' ? item.resource : item.template;
  const title = one.title ?? one.name;
  return title === label || title === item.key ? '' : title;
}
