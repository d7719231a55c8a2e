import { t } from '@vscode/l10n';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { isFiltered, withoutFilters } from './chosenFilter';
import type { TrafficStretch } from './trafficFollower';

export function LogEmpty({ stretch }: { stretch: TrafficStretch }) {
  const inspector = useInspector();
  const [view, change] = useViewPart('messages');
  if (stretch.error !== undefined) {
    return (
      <EmptyState icon="error" title={t('The messages could not be read')}>
        {stretch.error}
      </EmptyState>
    );
  }
  if (stretch.status === 'loading')
    return <EmptyState icon="loading" busy title={t('Reading the messages')} />;
  if (stretch.searching)
    return <EmptyState icon="loading" busy title={t('Searching the messages')} />;
  if (isFiltered(view)) {
    return (
      <EmptyState
        icon="filter"
        title={t('No message matches')}
        actions={
          <Button secondary onClick={() => change(withoutFilters)}>
            {t('Show all messages')}
          </Button>
        }
      >
        {t('The filter hides everything that is in the log.')}
      </EmptyState>
    );
  }
  if (inspector.isFile)
    return <EmptyState icon="list-flat" title={t('No messages in this file')} />;
  return (
    <EmptyState
      icon="list-flat"
      title={t('No messages yet')}
      actions={
        <Button secondary onClick={() => inspector.show('overview')}>
          {t('Show the overview')}
        </Button>
      }
    >
      {t('Whatever passes between the server and its clients appears here, as it was on the wire.')}
    </EmptyState>
  );
}
