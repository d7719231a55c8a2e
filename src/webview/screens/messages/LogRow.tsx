import { t } from '@vscode/l10n';
import type { TrafficHead } from '../../../shared/model/traffic';
import { clock, duration, size } from '../../components/format';
import { Icon } from '../../components/Icon';
import { httpPreview } from './httpPreview';
import { isHttp, isMessage, kindLook } from './kindLook';
import { rowPreview } from './rowPreview';

/** One entry of the log; an empty row while it is being fetched. */
export function LogRow(props: {
  index: number;
  head: TrafficHead | undefined;
  selected: boolean;
  /** In px. */
  top: number;
  height: number;
  onSelect: (seq: number) => void;
}) {
  const { head } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the table holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the table
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which a table cannot do
    <div
      id={`log-${props.index}`}
      className="list-row log-row log-columns"
      role="row"
      aria-rowindex={props.index + 1}
      aria-selected={props.selected}
      data-kind={head?.kind}
      data-seq={head?.seq}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      onClick={() => head && props.onSelect(head.seq)}
    >
      {head && <Cells head={head} />}
    </div>
  );
}

function Cells({ head }: { head: TrafficHead }) {
  const look = kindLook(head.kind);
  const sent = head.direction === 'clientToServer';
  return (
    <>
      <Cell name="time">{clock(head.time)}</Cell>
      <Cell name="direction" title={sent ? t('To the server') : t('From the server')}>
        <Icon name={sent ? 'arrow-right' : 'arrow-left'} />
        <span className="visually-hidden">{sent ? t('To the server') : t('From the server')}</span>
      </Cell>
      <Cell name="kind" title={look.word}>
        {needsAttention(head) && <Icon name={look.icon} />}
        <span className="log-kind-word">{look.word}</span>
        {head.failed && (
          <span className="log-failed" title={t('The result says that the tool failed')}>
            <Icon name="warning" />
            <span className="visually-hidden">{t('with isError')}</span>
          </span>
        )}
      </Cell>
      <Cell name="method">
        {isMessage(head.kind) ? (
          <>
            <span className="log-method-name">{head.method ?? t('(unknown)')}</span>{' '}
            <span className="log-preview">{rowPreview(head.preview)}</span>
          </>
        ) : (
          <span className="log-line">
            {isHttp(head.kind) ? httpPreview(head.preview, head.method) : head.preview}
          </span>
        )}
      </Cell>
      <Cell name="id">{head.rpcId ?? ''}</Cell>
      <Cell name="duration">{head.durationMs === undefined ? '' : duration(head.durationMs)}</Cell>
      <Cell name="size">{size(head.bytes)}</Cell>
    </>
  );
}

function needsAttention(head: TrafficHead): boolean {
  return head.kind === 'error' || head.kind === 'noise' || head.kind === 'httpError';
}

function Cell(props: { name: string; title?: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the table holds the focus
    // biome-ignore lint/a11y/useSemanticElements: see the row
    <span className={`log-${props.name}`} role="gridcell" title={props.title}>
      {props.children}
    </span>
  );
}
