import { t } from '@vscode/l10n';
import { TRAFFIC_KINDS, type TrafficKind } from '../../../shared/model/traffic';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { grouped } from '../../components/format';
import { Icon } from '../../components/Icon';
import { IconButton } from '../../components/IconButton';
import { SearchBox } from '../../components/SearchBox';
import { useStore } from '../../state/store';
import { countMore, filterOf, isFiltered } from './chosenFilter';
import { isHttp, kindLook } from './kindLook';
import { MoreFilters } from './MoreFilters';
import type { TrafficFollower } from './trafficFollower';

/** Which entries of the log are shown, and what can be done with them all. */
export function MessageFilter({ follower }: { follower: TrafficFollower }) {
  const [view, change] = useViewPart('messages');
  const more = countMore(view);
  const isOpen = view.moreFilters ?? more > 0;
  const kinds = useKinds(view.kinds);
  const toggle = (kind: TrafficKind) =>
    change((now) => ({
      ...now,
      following: true,
      kinds: TRAFFIC_KINDS.filter((one) => now.kinds.includes(one) !== (one === kind)),
    }));
  return (
    <div className="list-tools message-tools">
      <SearchBox
        label={t('Filter messages')}
        value={view.text}
        onChange={(text) => change((now) => ({ ...now, text, following: true }))}
        onLeave={() => document.querySelector<HTMLElement>('.log-rows')?.focus()}
      />
      <IconButton
        icon={more > 0 ? 'filter-filled' : 'filter'}
        label={more > 0 ? t('More filters, {0} set', more) : t('More filters')}
        pressed={isOpen}
        onClick={() => change((now) => ({ ...now, moreFilters: !isOpen }))}
      />
      <Count follower={follower} />
      <LogActions follower={follower} />
      <fieldset className="kinds" aria-label={t('Kinds that are shown')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="kind-toggle"
            aria-pressed={view.kinds.includes(kind)}
            title={kindLook(kind).meaning}
            onClick={() => toggle(kind)}
          >
            <Icon name={kindLook(kind).icon} />
            {kindLook(kind).plural}
          </button>
        ))}
      </fieldset>
      {isOpen && <MoreFilters />}
    </div>
  );
}

/** Over stdio there is no HTTP to choose; in a file, and before a server is known, there may be. */
function useKinds(chosen: readonly TrafficKind[]): readonly TrafficKind[] {
  const inspector = useInspector();
  const overStdio = useModel(
    ({ server }) => server?.session !== undefined && server.url === undefined,
  );
  if (inspector.isFile || !overStdio) return TRAFFIC_KINDS;
  return TRAFFIC_KINDS.filter((kind) => !isHttp(kind) || chosen.includes(kind));
}

function Count({ follower }: { follower: TrafficFollower }) {
  const [view] = useViewPart('messages');
  const total = useStore(follower.state, (state) => state.total);
  const searching = useStore(follower.state, (state) => state.searching === true);
  return (
    <span className="message-count muted" role="status">
      {isFiltered(view) ? matches(total, searching) : entries(total, searching)}
    </span>
  );
}

function matches(count: number, searching: boolean): string {
  if (searching) {
    return count === 1 ? t('1 match so far') : t('{0} matches so far', grouped(count));
  }
  return count === 1 ? t('1 match') : t('{0} matches', grouped(count));
}

function entries(count: number, searching: boolean): string {
  if (searching) {
    return count === 1 ? t('1 entry so far') : t('{0} entries so far', grouped(count));
  }
  return count === 1 ? t('1 entry') : t('{0} entries', grouped(count));
}

function LogActions({ follower }: { follower: TrafficFollower }) {
  const inspector = useInspector();
  const [view, change] = useViewPart('messages');
  const clear = async () => {
    change((now) => ({
      ...now,
      ...{ selected: undefined, edit: undefined, pinned: undefined },
      following: true,
    }));
    await inspector.act('inspector/clearTraffic', { serverId: inspector.serverId });
    follower.refresh();
  };
  return (
    <>
      <IconButton
        icon="export"
        label={isFiltered(view) ? t('Export the messages that are shown') : t('Export messages')}
        onClick={() =>
          void inspector.act('panel/exportTraffic', {
            filter: isFiltered(view) ? filterOf(view) : {},
          })
        }
      />
      {!inspector.isFile && (
        <IconButton icon="clear-all" label={t('Clear messages')} onClick={() => void clear()} />
      )}
    </>
  );
}
