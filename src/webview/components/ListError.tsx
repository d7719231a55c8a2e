import { t } from '@vscode/l10n';
import { useInspector, useModel } from '../app/InspectorContext';
import { Button } from './Button';
import { EmptyState } from './EmptyState';
import { type ListName, listWords } from './listWords';

/** Stands for a list that is empty or could not be had. */
export function ListError(props: { method: string; what: ListName; icon: string }) {
  const inspector = useInspector();
  const error = useModel((model) =>
    model.catalog.errors.find((one) => one.method === props.method),
  );
  const loading = useModel((model) => model.catalogLoading);
  const again = (
    <Button secondary onClick={() => inspector.refreshCatalog()}>
      {t('List again')}
    </Button>
  );
  const words = listWords(props.what);
  const message = error?.message ?? (loading.status === 'failed' ? loading.message : undefined);
  if (message !== undefined) {
    return (
      <EmptyState icon="error" title={words.failed} actions={again}>
        {message}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={props.icon} title={words.empty} actions={again}>
      {words.offersNone}
    </EmptyState>
  );
}
