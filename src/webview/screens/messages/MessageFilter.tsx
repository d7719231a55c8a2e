import { TRAFFIC_KINDS, type TrafficKind } from '../../../shared/model/traffic';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { counted } from '../../components/format';
import { Icon } from '../../components/Icon';
import { IconButton } from '../../components/IconButton';
import { SearchBox } from '../../components/SearchBox';
import { useStore } from '../../state/store';
import { kindLooks } from './kindLook';
import type { TrafficFollower } from './trafficFollower';

/** Which entries of the log are shown. */
export function MessageFilter({ follower }: { follower: TrafficFollower }) {
  const inspector = useInspector();
  const [view, change] = useViewPart('messages');
  const total = useStore(follower.state, (state) => state.total);
  const filtered = view.text !== '' || view.kinds.length > 0;
  const clear = async () => {
    change((now) => ({ ...now, selected: undefined, following: true }));
    await inspector.act('inspector/clearTraffic', { serverId: inspector.serverId });
    follower.refresh();
  };
  const toggle = (kind: TrafficKind) =>
    change((now) => ({
      ...now,
      following: true,
      kinds: TRAFFIC_KINDS.filter((one) => now.kinds.includes(one) !== (one === kind)),
    }));
  return (
    <div className="list-tools message-tools">
      <SearchBox
        label="Filter messages"
        value={view.text}
        onChange={(text) => change((now) => ({ ...now, text, following: true }))}
        onLeave={() => document.querySelector<HTMLElement>('.log-rows')?.focus()}
      />
      <span className="message-count muted" role="status">
        {filtered ? `${counted(total, 'match', 'matches')}` : counted(total, 'entry', 'entries')}
      </span>
      <IconButton icon="clear-all" label="Clear messages" onClick={() => void clear()} />
      <fieldset className="kinds" aria-label="Kinds that are shown">
        {TRAFFIC_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="kind-toggle"
            aria-pressed={view.kinds.includes(kind)}
            title={kindLooks[kind].meaning}
            onClick={() => toggle(kind)}
          >
            <Icon name={kindLooks[kind].icon} />
            {kindLooks[kind].plural}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
