import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import type { CallRecord } from '../../../shared/model/session';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { clock, grouped } from '../../components/format';
import { Icon } from '../../components/Icon';
import { ListItem } from '../../components/ListItem';
import { useRowHeight } from '../../components/useRowHeight';
import { VirtualList } from '../../components/VirtualList';
import { Countdown } from './Countdown';
import { callWords } from './callWords';
import { type Conversation, isWaiting, lastOf } from './conversations';
import { gistOf, requestLook, statusLook } from './requestLook';

/** Selects the roots in place of a conversation. */
export const ROOTS = 'roots';

type Row = Conversation | typeof ROOTS;
const keyOf = (row: Row) => (row === ROOTS ? ROOTS : row.id);

/** The roots, what waits, and what was asked before. */
export function RequestList(props: {
  conversations: readonly Conversation[];
  selected: Conversation | undefined;
}) {
  const [view, change] = useViewPart('requests');
  const rowHeight = useRowHeight(2, 8);
  const { conversations, selected } = props;
  const rows = useMemo<readonly Row[]>(() => [...conversations, ROOTS], [conversations]);
  const select = (index: number, browsing: boolean) => {
    const row = rows[index];
    if (row) change((now) => ({ ...now, selected: keyOf(row), browsing }));
  };
  const chosen = view.selected === ROOTS ? ROOTS : selected?.id;
  return (
    <VirtualList
      items={rows}
      label={t('Requests from the server')}
      rowHeight={rowHeight}
      selected={rows.findIndex((row) => keyOf(row) === chosen)}
      onMove={(index) => select(index, true)}
      onOpen={(index) => select(index, false)}
      keyOf={keyOf}
      name="list requests"
      query=""
    >
      {(row) => (row === ROOTS ? <RootsItem /> : <ConversationItem conversation={row} />)}
    </VirtualList>
  );
}

function RootsItem() {
  return (
    <div className="request-item">
      <Icon name="root-folder" />
      <ListItem title={t('Roots')} text={t('What the server is told when it asks for them')} />
    </div>
  );
}

function ConversationItem({ conversation }: { conversation: Conversation }) {
  const calls = useModel((model) => model.calls);
  const { requests, waiting, callId } = conversation;
  const request = requests.find(isWaiting) ?? lastOf(conversation);
  const gist = gistOf(request);
  const look = statusLook(request);
  const from = calls.find(({ id }) => id === callId);
  return (
    <div className="request-item" data-waiting={waiting > 0}>
      <Icon name={waiting > 0 ? look.icon : requestLook(request).icon} />
      <ListItem
        title={gist ?? requestLook(request).title}
        text={[
          gist ? requestLook(request).title : request.method,
          from && shortName(from),
          countOf(requests.length),
        ]
          .filter(Boolean)
          .join(' · ')}
        aside={
          request.deadline !== undefined && waiting > 0 ? (
            <Countdown deadline={request.deadline} short />
          ) : (
            <span className="muted">
              {waiting > 0 ? clock(request.receivedAt).slice(0, 8) : look.word}
            </span>
          )
        }
      />
    </div>
  );
}

const shortName = (call: CallRecord) => callWords(call).name;
const countOf = (count: number) => (count > 1 ? t('{0} requests', grouped(count)) : '');
