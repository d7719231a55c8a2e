import { t } from '@vscode/l10n';
import { isReady } from '../../../shared/model/state';
import { useModel, useViewPart } from '../../app/InspectorContext';
import { EmptyState } from '../../components/EmptyState';
import { ListDetail } from '../../components/ListDetail';
import { ListError } from '../../components/ListError';
import { NotReady } from '../../components/NotReady';
import { PromptDetail } from './PromptDetail';
import { PromptList } from './PromptList';

export function PromptsScreen() {
  const prompts = useModel((model) => model.catalog.prompts);
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  const loading = useModel((model) => model.catalogLoading);
  const [list, change] = useViewPart('prompts');
  const selected = prompts.find((prompt) => prompt.name === list.selected);
  if (prompts.length === 0 && !ready) return <NotReady what="prompts" />;
  if (prompts.length === 0 && loading.status === 'loading')
    return <EmptyState icon="loading" busy title={t('Listing the prompts')} />;
  if (prompts.length === 0)
    return <ListError method="prompts/list" what="prompts" icon="comment-discussion" />;
  return (
    <ListDetail
      screen="prompts"
      list={<PromptList prompts={prompts} />}
      detail={selected && <PromptDetail key={selected.name} prompt={selected} ready={ready} />}
      nothing={
        <EmptyState icon="comment-discussion" title={t('Select a prompt')}>
          {t('Its arguments and the messages it gives appear here.')}
        </EmptyState>
      }
      backLabel={t('All prompts')}
      browsing={list.browsing}
      onBack={() => change((view) => ({ ...view, browsing: true }))}
    />
  );
}
