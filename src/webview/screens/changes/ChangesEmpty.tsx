import { t } from '@vscode/l10n';
import type { CatalogSnapshot } from '../../../shared/model/catalogChanges';
import { isReady } from '../../../shared/model/state';
import { useModel } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { NotReady } from '../../components/NotReady';

export function ChangesEmpty(props: { since: CatalogSnapshot | null; onTake: () => void }) {
  const { since, onTake } = props;
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  if (since !== null) {
    return (
      <EmptyState icon="check" title={t('Nothing has changed')}>
        {t('Tools, resources and prompts are as they were.')}
      </EmptyState>
    );
  }
  if (!ready) return <NotReady what="changes" />;
  return (
    <EmptyState
      icon="diff"
      title={t('Nothing to compare with yet')}
      actions={
        <Button icon="device-camera" onClick={onTake}>
          {t('Take a snapshot')}
        </Button>
      }
    >
      {t(
        'When the server runs again, what it offers then is compared with what it offers now. A snapshot keeps this state for longer.',
      )}
    </EmptyState>
  );
}
