import { t } from '@vscode/l10n';
import type { PendingRequest } from '../../shared/model/pendingRequest';
import { useInspector } from '../app/InspectorContext';

/** Leads to what the server asks of the person. */
export function AnswerLink({ request }: { request: PendingRequest }) {
  const inspector = useInspector();
  return (
    <button type="button" className="link" onClick={() => inspector.reveal('requests', request.id)}>
      {t('Answer')}
    </button>
  );
}
