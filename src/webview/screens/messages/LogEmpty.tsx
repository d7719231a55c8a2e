import type { TrafficFilter } from '../../../shared/model/traffic';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import type { TrafficStretch } from './trafficFollower';

export function LogEmpty({ stretch, filter }: { stretch: TrafficStretch; filter: TrafficFilter }) {
  const inspector = useInspector();
  const [, change] = useViewPart('messages');
  if (stretch.error !== undefined) {
    return (
      <EmptyState icon="error" title="The messages could not be read">
        {stretch.error}
      </EmptyState>
    );
  }
  if (stretch.status === 'loading')
    return <EmptyState icon="loading" busy title="Reading the messages" />;
  if (filter.kinds || filter.text !== undefined) {
    return (
      <EmptyState
        icon="filter"
        title="No message matches"
        actions={
          <Button secondary onClick={() => change((now) => ({ ...now, text: '', kinds: [] }))}>
            Show all messages
          </Button>
        }
      >
        The filter hides everything that is in the log.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="list-flat"
      title="No messages yet"
      actions={
        <Button secondary onClick={() => inspector.show('overview')}>
          Show the overview
        </Button>
      }
    >
      Whatever passes between the server and its clients appears here, as it was on the wire.
    </EmptyState>
  );
}
