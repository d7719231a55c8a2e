import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/vscode-textfield';
import type { FormEvent, KeyboardEvent } from 'react';
import { Icon } from './Icon';

/** A field that narrows a list while one types. Arrow down goes on into the list. */
export function SearchBox(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onLeave?: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') props.onLeave?.();
    else if (event.key === 'Escape' && props.value !== '') props.onChange('');
    else return;
    event.preventDefault();
  };
  return (
    <vscode-textfield
      className="search"
      type="search"
      label={props.label}
      placeholder={props.label}
      value={props.value}
      onInput={(event: FormEvent<VscodeTextfield>) => props.onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    >
      <span slot="content-before" className="search-icon">
        <Icon name="search" />
      </span>
    </vscode-textfield>
  );
}
