import { t } from '@vscode/l10n';
import { hasPythonFunction } from '../../../shared/copy/copyAsPython';
import { isReady } from '../../../shared/model/state';
import type { TrafficEntry } from '../../../shared/model/traffic';
import { requestToReplay } from '../../../shared/requestToReplay';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { Select } from '../../components/Select';

/** What can be done with a request: send it again, as it was or edited, and copy it for elsewhere. */
export function EntryActions({ entry }: { entry: TrafficEntry }) {
  const inspector = useInspector();
  const [view, change] = useViewPart('messages');
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  const request = requestToReplay(entry.raw);
  if (entry.direction !== 'clientToServer' || !request) return null;
  const isEdited = view.edit?.seq === entry.seq;
  const edit = () =>
    change((now) => ({
      ...now,
      edit: isEdited ? undefined : { seq: entry.seq, text: JSON.stringify(request, null, 2) },
    }));
  const replay = async () => {
    const record = await inspector.replay(entry.seq);
    if (record) change((now) => ({ ...now, following: true }));
  };
  return (
    <div className="entry-actions">
      {!inspector.isFile && (
        <>
          <Button
            secondary
            icon="run"
            disabled={!ready}
            title={ready ? undefined : t('The server is not ready')}
            onClick={() => void replay()}
          >
            {t('Send again')}
          </Button>
          <Button secondary icon="edit" onClick={edit}>
            {isEdited ? t('Discard the edit') : t('Edit and send')}
          </Button>
        </>
      )}
      <CopyAs seq={entry.seq} method={request.method} overHttp={entry.httpSeq !== undefined} />
      {entry.replayOf !== undefined && <Original seq={entry.replayOf} />}
    </div>
  );
}

function CopyAs({ seq, method, overHttp }: { seq: number; method: string; overHttp: boolean }) {
  const inspector = useInspector();
  const isOffered = (format: string) =>
    (overHttp || format !== 'curl') && (format !== 'python' || hasPythonFunction(method));
  return (
    <Select
      className="copy-as"
      aria-label={t('Copy the request as')}
      value=""
      onChange={(event) => {
        const format = event.target.value;
        void inspector.act('panel/copyEntry', { seq, format });
      }}
    >
      <option value="" hidden>
        {t('Copy as…')}
      </option>
      {formats()
        .filter(({ format }) => isOffered(format))
        .map(({ format, label }) => (
          <option key={format} value={format}>
            {label}
          </option>
        ))}
    </Select>
  );
}

function formats() {
  return [
    { format: 'json', label: 'JSON' },
    { format: 'curl', label: 'curl' },
    { format: 'typescript', label: 'TypeScript' },
    { format: 'python', label: 'Python' },
    { format: 'cli', label: t('Command line') },
  ] as const;
}

function Original({ seq }: { seq: number }) {
  const [, change] = useViewPart('messages');
  return (
    <button
      type="button"
      className="link"
      onClick={() => change((now) => ({ ...now, selected: seq }))}
    >
      {t('Show the request that this repeats')}
    </button>
  );
}
