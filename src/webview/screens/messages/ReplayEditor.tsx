import { t } from '@vscode/l10n';
import { isReady } from '../../../shared/model/state';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { JsonEditor } from '../../components/JsonEditor';
import { readRequest } from './readRequest';

/** A request before it is sent again: its method and params, as JSON. */
export function ReplayEditor({ seq }: { seq: number }) {
  const inspector = useInspector();
  const [{ edit }, change] = useViewPart('messages');
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  if (edit?.seq !== seq) return null;
  const read = readRequest(edit.text);
  const send = async () => {
    if (typeof read === 'string') return;
    const record = await inspector.replay(seq, read);
    if (record) change((now) => ({ ...now, edit: undefined, following: true }));
  };
  return (
    <section className="block replay-editor" aria-label={t('The request before it is sent again')}>
      <JsonEditor
        label={t('Method and params as JSON')}
        text={edit.text}
        error={typeof read === 'string' ? read : undefined}
        onChange={(text) => change((now) => ({ ...now, edit: { seq, text } }))}
      />
      <div className="replay-buttons">
        <Button
          icon="run"
          disabled={typeof read === 'string' || !ready}
          title={ready ? undefined : t('The server is not ready')}
          onClick={() => void send()}
        >
          {t('Send')}
        </Button>
        <Button secondary onClick={() => change((now) => ({ ...now, edit: undefined }))}>
          {t('Cancel')}
        </Button>
      </div>
    </section>
  );
}
