import { t } from '@vscode/l10n';
import type { KeyboardEvent } from 'react';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

/** A field that narrows a list while one types. Arrow down and Enter go on into the list. */
export function SearchBox(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') props.onLeave();
    else if (event.key === 'Escape' && props.value !== '') props.onChange('');
    else return;
    event.preventDefault();
  };
  return (
    <div className="search">
      <Icon name="search" />
      <input
        type="search"
        className="input"
        aria-label={props.label}
        placeholder={props.label}
        autoComplete="off"
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {props.value !== '' && (
        <IconButton icon="close" label={t('Clear')} onClick={() => props.onChange('')} />
      )}
    </div>
  );
}
