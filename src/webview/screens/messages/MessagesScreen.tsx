import { t } from '@vscode/l10n';
import { useEffect, useMemo } from 'react';
import type { TrafficFilter } from '../../../shared/model/traffic';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { ListDetail } from '../../components/ListDetail';
import { filterOf } from './chosenFilter';
import { EntryDetail } from './EntryDetail';
import { MessageFilter } from './MessageFilter';
import { MessageLog } from './MessageLog';
import { PinnedMessages } from './PinnedMessages';
import { TrafficFollower } from './trafficFollower';

/** Everything that passed between clients and the server, as it was on the wire. */
export function MessagesScreen() {
  const inspector = useInspector();
  const [view, change] = useViewPart('messages');
  const revision = useModel((model) => model.trafficRevision);
  const wanted = JSON.stringify(filterOf(view));
  const filter = useMemo(() => JSON.parse(wanted) as TrafficFilter, [wanted]);
  const follower = useMemo(
    () =>
      new TrafficFollower(
        (wanted, from, count) =>
          inspector.ask('inspector/traffic', {
            serverId: inspector.serverId,
            filter: wanted,
            from,
            count,
          }),
        {},
      ),
    [inspector],
  );
  useEffect(() => follower.setFilter(filter), [follower, filter]);
  useEffect(() => follower.refresh(), [follower, revision]);
  const close = () => change((now) => ({ ...now, selected: undefined, edit: undefined }));
  return (
    <ListDetail
      screen="messages"
      listWidth={0.55}
      list={
        <div className="messages">
          <MessageFilter follower={follower} />
          <PinnedMessages />
          <MessageLog follower={follower} />
        </div>
      }
      detail={
        view.selected === undefined ? undefined : (
          <EntryDetail key={view.selected} seq={view.selected} onClose={close} />
        )
      }
      backLabel={t('All messages')}
      browsing={view.browsing}
      onBack={() => change((now) => ({ ...now, browsing: true }))}
    />
  );
}
