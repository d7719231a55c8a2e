import { t } from '@vscode/l10n';
import { useEffect, useId, useState } from 'react';

/** A time in seconds, kept in ms when the field is left or Enter is pressed. Empty: undefined. */
export function TimeField(props: {
  label: string;
  hint: string;
  ms: number | undefined;
  /** What holds while it is empty. */
  empty?: string;
  onChange: (ms: number | undefined) => void;
}) {
  const { label, hint, ms, empty = t('none'), onChange } = props;
  const id = useId();
  const kept = ms === undefined ? '' : String(ms / 1000);
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const wanted = msOf(text);
  const commit = () => {
    if (wanted !== null && wanted !== ms) onChange(wanted);
  };
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <div className="setting-value">
        <span className="setting-number">
          <input
            id={id}
            className="input"
            inputMode="decimal"
            placeholder={empty}
            aria-invalid={wanted === null || undefined}
            aria-describedby={`${id}-hint`}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={commit}
            onKeyDown={({ key }) => key === 'Enter' && commit()}
          />
          <span className="muted">{t('seconds')}</span>
        </span>
        <p className="muted" id={`${id}-hint`}>
          {wanted === null ? t('A number of seconds from 0 to 86400, or nothing.') : hint}
        </p>
      </div>
    </div>
  );
}

/** Null: no time. */
function msOf(text: string): number | undefined | null {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const seconds = Number(trimmed);
  return seconds >= 0 && seconds <= 86_400 ? Math.round(seconds * 1000) : null;
}
