import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { isReady } from '../../../shared/model/state';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { EmptyState } from '../../components/EmptyState';
import { ListDetail } from '../../components/ListDetail';
import { ListError } from '../../components/ListError';
import { NotReady } from '../../components/NotReady';
import { ResourceDetail } from './ResourceDetail';
import { ResourceList } from './ResourceList';
import { itemsOf } from './resourceItems';
import { useSubscriptions } from './subscriptions';
import { TemplateDetail } from './TemplateDetail';

export function ResourcesScreen() {
  const catalog = useModel((model) => model.catalog);
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  const loading = useModel((model) => model.catalogLoading);
  const [{ selected, browsing }, change] = useViewPart('resources');
  const subscriptions = useSubscriptions();
  const items = useMemo(() => itemsOf(catalog, subscriptions), [catalog, subscriptions]);
  const item = items.find((one) => one.key === selected);
  if (items.length === 0 && selected === undefined) {
    if (!ready) return <NotReady what="resources" />;
    if (loading.status === 'loading')
      return <EmptyState icon="loading" busy title={t('Listing the resources')} />;
    return <ListError method="resources/list" what="resources" icon="files" />;
  }
  return (
    <ListDetail
      screen="resources"
      list={<ResourceList items={items} />}
      detail={
        selected === undefined ? undefined : item?.kind === 'template' ? (
          <TemplateDetail key={selected} template={item.template} ready={ready} />
        ) : (
          <ResourceDetail
            key={selected}
            // A link in a result may name a resource that is in no list.
            resource={item?.resource ?? { uri: selected, name: selected }}
            ready={ready}
          />
        )
      }
      nothing={
        <EmptyState icon="files" title={t('Select a resource')}>
          {t('Its contents appear here.')}
        </EmptyState>
      }
      backLabel={t('All resources')}
      browsing={browsing}
      onBack={() => change((view) => ({ ...view, browsing: true }))}
    />
  );
}
