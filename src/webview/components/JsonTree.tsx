import { t } from '@vscode/l10n';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { grouped } from './format';
import { Icon } from './Icon';
import {
  CHILD_LIMIT,
  fittingDepth,
  type JsonRemark,
  type JsonRow,
  type JsonView,
  jsonRows,
  remarksByRow,
} from './jsonRows';

const NONE: readonly JsonRemark[] = [];

/** JSON as indented text whose objects and lists fold. Arrow keys walk, fold and unfold. */
export function JsonTree(props: {
  value: unknown;
  label: string;
  /** What is wrong, said beside the values that it is about. */
  remarks?: readonly JsonRemark[];
}) {
  const { remarks = NONE } = props;
  const openDepth = useMemo(() => fittingDepth(props.value), [props.value]);
  const [toggled, setToggled] = useState<JsonView['toggled']>(new Map());
  const [limits, setLimits] = useState<JsonView['limits']>(new Map());
  const [current, setCurrent] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useMemo(
    () => jsonRows(props.value, { openDepth, toggled, limits }),
    [props.value, openDepth, toggled, limits],
  );
  const remarksOf = useMemo(() => remarksByRow(rows, remarks), [rows, remarks]);
  const activate = (row: JsonRow) => {
    if (row.kind === 'more') {
      const shown = limits.get(row.id) ?? CHILD_LIMIT;
      setLimits(new Map(limits).set(row.id, shown + 10 * CHILD_LIMIT));
    } else if (row.kind === 'open' || row.kind === 'folded') {
      setToggled(new Map(toggled).set(row.id, row.kind === 'folded'));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[Math.min(current, rows.length - 1)];
    const move = row && keyEffect(event.key, rows, current);
    if (!row || move === undefined) return;
    event.preventDefault();
    if (move === 'activate') return activate(row);
    setCurrent(move);
    box.current?.children[move]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div
      className="json"
      ref={box}
      role="tree"
      aria-label={props.label}
      aria-activedescendant={`${id}-${current}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <Row
          key={row.kind === 'more' ? `${row.id}+` : row.id}
          row={row}
          id={`${id}-${index}`}
          active={index === current}
          remarks={row.kind === 'more' ? undefined : remarksOf.get(row.id)}
          onClick={() => {
            setCurrent(index);
            activate(row);
          }}
        />
      ))}
    </div>
  );
}

function keyEffect(
  key: string,
  rows: readonly JsonRow[],
  current: number,
): number | 'activate' | undefined {
  const row = rows[current];
  if (key === 'ArrowDown') return Math.min(current + 1, rows.length - 1);
  if (key === 'ArrowUp') return Math.max(current - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return rows.length - 1;
  if (key === 'Enter' || key === ' ') return 'activate';
  if (key === 'ArrowRight')
    return row?.kind === 'folded' || row?.kind === 'more'
      ? 'activate'
      : current + (row?.kind === 'open' ? 1 : 0);
  if (key !== 'ArrowLeft') return undefined;
  if (row?.kind === 'open') return 'activate';
  const parent = rows.findLastIndex(
    (one, index) => index < current && one.kind === 'open' && one.depth < (row?.depth ?? 0),
  );
  return Math.max(parent, 0);
}

function Row(props: {
  row: JsonRow;
  id: string;
  active: boolean;
  remarks: readonly string[] | undefined;
  onClick: () => void;
}) {
  const { row, remarks } = props;
  const foldable = row.kind === 'open' || row.kind === 'folded';
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the tree
    <div
      id={props.id}
      className="json-row"
      role="treeitem"
      aria-level={row.depth + 1}
      aria-expanded={foldable ? row.kind === 'open' : undefined}
      aria-selected={props.active}
      style={{ paddingInlineStart: `calc(${row.depth} * 2ch + 16px)` }}
      onClick={foldable || row.kind === 'more' ? props.onClick : undefined}
    >
      {foldable && (
        <span className="json-fold">
          <Icon name={row.kind === 'open' ? 'chevron-down' : 'chevron-right'} />
        </span>
      )}
      {row.key !== undefined && <span className="json-key">{JSON.stringify(row.key)}: </span>}
      <span className={remarks ? 'json-marked' : undefined}>
        <Value row={row} />
      </span>
      {remarks && (
        <span className="json-remark">
          <Icon name="warning" /> {remarks.join(' ')}
        </span>
      )}
    </div>
  );
}

function sizeWords({ type, size = 0 }: JsonRow): string {
  if (type === 'array') return size === 1 ? t('1 item') : t('{0} items', grouped(size));
  return size === 1 ? t('1 property') : t('{0} properties', grouped(size));
}

function Value({ row }: { row: JsonRow }) {
  const comma = row.comma ? ',' : '';
  if (row.kind === 'more') {
    const hidden = Number(row.text);
    return (
      <span className="link">
        {hidden === 1
          ? t('Show more of 1 hidden entry')
          : t('Show more of {0} hidden entries', grouped(hidden))}
      </span>
    );
  }
  if (row.kind === 'leaf') {
    return (
      <>
        <span className={`json-${row.type}`} data-solid={!row.text.includes(' ')}>
          {row.text}
        </span>
        {comma}
      </>
    );
  }
  if (row.kind === 'folded') {
    const close = row.type === 'array' ? ']' : '}';
    return (
      <>
        {row.text}
        <span className="json-size">… {sizeWords(row)}</span>
        {close}
        {comma}
      </>
    );
  }
  return <>{row.text + comma}</>;
}
