import { t } from '@vscode/l10n';
import { parseHttpFact } from '../../../shared/model/httpFact';
import type { TrafficEntry } from '../../../shared/model/traffic';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { clock, duration, size } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { JsonTree } from '../../components/JsonTree';
import { Notice } from '../../components/Notice';
import { Segments } from '../../components/Segments';
import { TEXT_LIMIT } from '../../components/TextBlock';
import { Words } from '../../components/Words';
import { EntryActions } from './EntryActions';
import { HttpFactBlock, HttpSection } from './HttpSection';
import { isHttp, isMessage, kindLook } from './kindLook';
import { isPinned, withoutPin, withPin } from './pins';
import { ReplayEditor } from './ReplayEditor';
import { useEntries } from './useEntries';

/** An entry in full, together with the other half of its pair: the request above its answer. */
export function EntryDetail({ seq, onClose }: { seq: number; onClose: () => void }) {
  const [view, change] = useViewPart('messages');
  const { entries, http, error } = useEntries(seq);
  const took = entries?.find((entry) => entry.durationMs !== undefined)?.durationMs;
  const first = entries?.[0];
  return (
    <div className="detail">
      <header className="entry-head">
        <h2 className="detail-title">
          {first ? (first.method ?? kindLook(first.kind).word) : t('Message')}
        </h2>
        {took !== undefined && <span className="muted">{duration(took)}</span>}
        <Segments
          label={t('Show the message as')}
          options={[
            { value: 'pretty', label: t('Pretty') },
            { value: 'raw', label: t('Raw') },
          ]}
          value={view.raw ? 'raw' : 'pretty'}
          onChange={(mode) => change((now) => ({ ...now, raw: mode === 'raw' }))}
        />
        {first && <PinButton entry={first} />}
        <span className="entry-close">
          <IconButton icon="close" label={t('Close the message')} onClick={onClose} />
        </span>
      </header>
      {first && <EntryActions entry={first} />}
      {first && <ReplayEditor seq={first.seq} />}
      {error !== undefined && <Notice kind="error">{error}</Notice>}
      {entries?.length === 0 && (
        <Notice kind="info">
          {t('This message is no longer in the log. Select another one.')}
        </Notice>
      )}
      {entries?.map((entry) => (
        <Entry key={entry.seq} entry={entry} raw={view.raw} />
      ))}
      {first?.kind === 'request' && entries?.length === 1 && (
        <p className="muted">{t('No answer to this request has come yet.')}</p>
      )}
      {http && <HttpSection entries={http} />}
    </div>
  );
}

function PinButton({ entry }: { entry: TrafficEntry }) {
  const [view, change] = useViewPart('messages');
  const pinned = isPinned(view, entry.seq);
  return (
    <IconButton
      icon={pinned ? 'pinned' : 'pin'}
      label={t('Pin the message')}
      pressed={pinned}
      onClick={() => change((now) => (pinned ? withoutPin(now, entry.seq) : withPin(now, entry)))}
    />
  );
}

function Entry({ entry, raw }: { entry: TrafficEntry; raw: boolean }) {
  const inspector = useInspector();
  const { word } = kindLook(entry.kind);
  const parsed = isMessage(entry.kind) ? parse(entry.raw) : undefined;
  const pretty = parsed && !raw;
  const text = pretty ? JSON.stringify(parsed.value, null, 2) : entry.raw;
  const fact = isHttp(entry.kind) && !raw ? parseHttpFact(entry.raw) : undefined;
  return (
    <section className="block" aria-label={word}>
      <div className="block-tools">
        <span className="block-kind">
          <Words text={entryWords(entry)} args={[<strong key="kind">{word}</strong>]} />
        </span>
        <IconButton icon="copy" label={t('Copy')} onClick={() => inspector.copy(text)} />
        <IconButton
          icon="go-to-file"
          label={t('Open in editor')}
          onClick={() => inspector.openText(text, parsed ? 'json' : 'plaintext')}
        />
      </div>
      {fact ? (
        <HttpFactBlock fact={fact} />
      ) : pretty ? (
        <JsonTree value={parsed.value} label={word} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre className="text" tabIndex={0}>
          {text.slice(0, TEXT_LIMIT)}
        </pre>
      )}
      {!pretty && !fact && text.length > TEXT_LIMIT && (
        <p className="block-more muted">
          {t('Only the beginning is shown. Open it in the editor to see all of it.')}
        </p>
      )}
    </section>
  );
}

/** `{0}`, which stands for the kind, with the way that a message took, when, and how long it is. */
function entryWords({ kind, direction, time, bytes }: TrafficEntry): string {
  const [at, length] = [clock(time), size(bytes)];
  if (!isMessage(kind)) {
    return t({
      message: '{0} {1}, {2}',
      args: ['{0}', at, length],
      comment: ['{0} is a kind of entry like "stderr", {1} a time of day, {2} a size.'],
    });
  }
  return direction === 'clientToServer'
    ? t('{0} to the server, {1}, {2}', '{0}', at, length)
    : t('{0} from the server, {1}, {2}', '{0}', at, length);
}

function parse(raw: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(raw) };
  } catch {
    return undefined;
  }
}
