import { t } from '@vscode/l10n';
import { useEffect, useMemo } from 'react';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { EmptyState } from '../../components/EmptyState';
import { ListDetail } from '../../components/ListDetail';
import { ConversationDetail } from './ConversationDetail';
import { conversationsOf, findConversation } from './conversations';
import { RequestList, ROOTS } from './RequestList';
import { RootsEditor } from './RootsEditor';
import { useDraftsOfWaitingOnly } from './useAnswerDraft';

/** What the server asks of the person, answered here; and what it is told of roots. */
export function RequestsScreen() {
  const requests = useModel((model) => model.requests);
  const [view, change] = useViewPart('requests');
  const conversations = useMemo(() => conversationsOf(requests), [requests]);
  const selected = findConversation(conversations, view.selected);
  const first = conversations.find(({ waiting }) => waiting > 0)?.id;
  const isChosen = selected !== undefined || view.selected === ROOTS;
  useDraftsOfWaitingOnly();
  useEffect(() => {
    // What waits is shown without being asked for, but never instead of what is looked at.
    if (!isChosen && first !== undefined) change((now) => ({ ...now, selected: first }));
  }, [isChosen, first, change]);
  return (
    <ListDetail
      screen="requests"
      list={<RequestList conversations={conversations} selected={selected} />}
      detail={
        view.selected === ROOTS ? (
          <RootsEditor />
        ) : (
          selected && <ConversationDetail key={selected.id} conversation={selected} />
        )
      }
      nothing={
        <EmptyState icon="bell" title={t('Nothing waits for you')}>
          {t(
            'When the server asks for a model’s words, for a form to be filled in or for an address to be visited, you answer it here.',
          )}
        </EmptyState>
      }
      backLabel={t('All requests')}
      browsing={view.browsing}
      onBack={() => change((now) => ({ ...now, browsing: true }))}
    />
  );
}
