import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { isReady } from '../../../shared/model/state';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { EmptyState } from '../../components/EmptyState';
import { ListDetail } from '../../components/ListDetail';
import { ListError } from '../../components/ListError';
import { NotReady } from '../../components/NotReady';
import { ToolDetail } from './ToolDetail';
import { ToolList } from './ToolList';

export function ToolsScreen() {
  const tools = useModel((model) => model.catalog.tools);
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  const loading = useModel((model) => model.catalogLoading);
  const [list, change] = useViewPart('tools');
  const selected = useMemo(
    () => tools.find((tool) => tool.name === list.selected),
    [tools, list.selected],
  );
  if (tools.length === 0 && !ready) return <NotReady what="tools" />;
  if (tools.length === 0 && loading.status === 'loading')
    return <EmptyState icon="loading" busy title={t('Listing the tools')} />;
  if (tools.length === 0) return <ListError method="tools/list" what="tools" icon="tools" />;
  return (
    <ListDetail
      screen="tools"
      list={<ToolList tools={tools} />}
      detail={selected && <ToolDetail key={selected.name} tool={selected} ready={ready} />}
      nothing={
        <EmptyState icon="tools" title={t('Select a tool')}>
          {t('Its arguments, a button to run it, and its results appear here.')}
        </EmptyState>
      }
      backLabel={t('All tools')}
      browsing={list.browsing}
      onBack={() => change((view) => ({ ...view, browsing: true }))}
    />
  );
}
