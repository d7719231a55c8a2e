import { t } from '@vscode/l10n';
import { useInspector, useModel } from '../app/InspectorContext';
import { Button } from './Button';
import { EmptyState } from './EmptyState';

/** Stands for a list that is empty or could not be had. */
export function ListError(props: { method: string; what: string; icon: string }) {
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
  const message = error?.message ?? (loading.status === 'failed' ? loading.message : undefined);
  if (message !== undefined) {
    return (
      <EmptyState icon="error" title={`The ${props.what} could not be listed`} actions={again}>
        {message}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={props.icon} title={`No ${props.what}`} actions={again}>
      The server is ready and offers no {props.what}.
    </EmptyState>
  );
}
