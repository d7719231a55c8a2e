import { t } from '@vscode/l10n';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../components/IconButton';

/** Asks for a name in place. Enter gives it, Escape leaves all as it was. */
export function NameField(props: {
  label: string;
  initial: string;
  onGive: (name: string) => void;
  onLeave: () => void;
}) {
  const [name, setName] = useState(props.initial);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const given = name.trim();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (given !== '') props.onGive(given);
    } else if (event.key === 'Escape') props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="name-field">
      <input
        ref={field}
        className="input"
        aria-label={props.label}
        placeholder={props.label}
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <IconButton
        icon="check"
        label={t('Save')}
        disabled={given === ''}
        onClick={() => props.onGive(given)}
      />
      <IconButton icon="close" label={t('Do not save')} onClick={props.onLeave} />
    </div>
  );
}
