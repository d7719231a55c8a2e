import { parseHttpFact } from '../../../shared/model/httpFact';
import type { TrafficEntry } from '../../../shared/model/traffic';
import { useInspector, useViewPart } from '../../app/InspectorContext';
import { clock, duration, size } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { JsonTree } from '../../components/JsonTree';
import { Notice } from '../../components/Notice';
import { Segments } from '../../components/Segments';
import { TEXT_LIMIT } from '../../components/TextBlock';
import { EntryActions } from './EntryActions';
import { HttpFactBlock, HttpSection } from './HttpSection';
import { isHttp, isMessage, kindLooks } from './kindLook';
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
          {first ? (first.method ?? kindLooks[first.kind].word) : 'Message'}
        </h2>
        {took !== undefined && <span className="muted">{duration(took)}</span>}
        <Segments
          label="Show the message as"
          options={[
            { value: 'pretty', label: 'Pretty' },
            { value: 'raw', label: 'Raw' },
          ]}
          value={view.raw ? 'raw' : 'pretty'}
          onChange={(mode) => change((now) => ({ ...now, raw: mode === 'raw' }))}
        />
        {first && <PinButton entry={first} />}
        <span className="entry-close">
          <IconButton icon="close" label="Close the message" onClick={onClose} />
        </span>
      </header>
      {first && <EntryActions entry={first} />}
      {first && <ReplayEditor seq={first.seq} />}
      {error !== undefined && <Notice kind="error">{error}</Notice>}
      {entries?.length === 0 && (
        <Notice kind="info">This message is no longer in the log. Select another one.</Notice>
      )}
      {entries?.map((entry) => (
        <Entry key={entry.seq} entry={entry} raw={view.raw} />
      ))}
      {first?.kind === 'request' && entries?.length === 1 && (
        <p className="muted">No answer to this request has come yet.</p>
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
      label="Pin the message"
      pressed={pinned}
      onClick={() => change((now) => (pinned ? withoutPin(now, entry.seq) : withPin(now, entry)))}
    />
  );
}

function Entry({ entry, raw }: { entry: TrafficEntry; raw: boolean }) {
  const inspector = useInspector();
  const message = isMessage(entry.kind);
  const parsed = message ? parse(entry.raw) : undefined;
  const pretty = parsed && !raw;
  const text = pretty ? JSON.stringify(parsed.value, null, 2) : entry.raw;
  const fact = isHttp(entry.kind) && !raw ? parseHttpFact(entry.raw) : undefined;
  const way = entry.direction === 'clientToServer' ? 'to the server' : 'from the server';
  return (
    <section className="block" aria-label={kindLooks[entry.kind].word}>
      <div className="block-tools">
        <span className="block-kind">
          <strong>{kindLooks[entry.kind].word}</strong>
          {` ${message ? `${way}, ` : ''}${clock(entry.time)}, ${size(entry.bytes)}`}
        </span>
        <IconButton icon="copy" label="Copy" onClick={() => inspector.copy(text)} />
        <IconButton
          icon="go-to-file"
          label="Open in editor"
          onClick={() => inspector.openText(text, parsed ? 'json' : 'plaintext')}
        />
      </div>
      {fact ? (
        <HttpFactBlock fact={fact} />
      ) : pretty ? (
        <JsonTree value={parsed.value} label={kindLooks[entry.kind].word} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre className="text" tabIndex={0}>
          {text.slice(0, TEXT_LIMIT)}
        </pre>
      )}
      {!pretty && !fact && text.length > TEXT_LIMIT && (
        <p className="block-more muted">
          Only the beginning is shown. Open it in the editor to see all of it.
        </p>
      )}
    </section>
  );
}

function parse(raw: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(raw) };
  } catch {
    return undefined;
  }
}
