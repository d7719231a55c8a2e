import { t } from '@vscode/l10n';
import { useViewPart } from '../../app/InspectorContext';
import { clock } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { withoutPin } from './pins';

/** Messages that stay at hand above the log, wherever that is scrolled and whatever is filtered. */
export function PinnedMessages() {
  const [{ pinned = [], selected }, change] = useViewPart('messages');
  if (pinned.length === 0) return null;
  return (
    <ul className="pins" aria-label={t('Pinned messages')}>
      {pinned.map(({ seq, time, kind, words }) => (
        <li key={seq} className="pin">
          <button
            type="button"
            className="pin-open"
            aria-current={seq === selected || undefined}
            onClick={() => change((now) => ({ ...now, selected: seq, browsing: false }))}
          >
            <span className="log-time">{clock(time)}</span>
            <span>{kind}</span>
            <span className="pin-words">{words}</span>
          </button>
          <IconButton
            icon="pinned"
            label={t('Unpin {0} of {1}', words, clock(time))}
            onClick={() => change((now) => withoutPin(now, seq))}
          />
        </li>
      ))}
    </ul>
  );
}
