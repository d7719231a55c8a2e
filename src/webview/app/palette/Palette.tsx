import { t } from '@vscode/l10n';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { grouped } from '../../components/format';
import { Icon } from '../../components/Icon';
import { indexForKey } from '../../components/listKeys';
import { search } from '../../components/search';
import { Overlay } from '../Overlay';
import type { PaletteCommand } from './paletteCommand';

/** More than this nobody reads through: one types on. */
const SHOWN = 100;
const PAGE = 10;

/** Finds a command by a few letters of its name, and runs it. */
export function Palette(props: {
  label: string;
  commands: readonly PaletteCommand[];
  /** Nothing was chosen. */
  onClose: () => void;
  onChoose: (command: PaletteCommand) => void;
}) {
  const { commands, onChoose } = props;
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => search(commands, query, fieldsOf), [commands, query]);
  const shown = found.slice(0, SHOWN);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown[active];
    // In a field, Home and End are for its text.
    const next = ['Home', 'End'].includes(event.key)
      ? undefined
      : indexForKey(event.key, active, shown.length, PAGE);
    if (next !== undefined) setActive(around(event.key, active, next, shown.length));
    else if (event.key === 'Enter' && chosen && !event.nativeEvent.isComposing) onChoose(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Overlay label={props.label} onClose={props.onClose}>
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t('Type to search')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="visually-hidden" role="status">
        {found.length === 1 ? t('1 result') : t('{0} results', grouped(found.length))}
      </p>
      <div
        className="palette-list"
        role="listbox"
        id={`${id}-list`}
        aria-label={t('Results')}
        ref={list}
      >
        {shown.map((command, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
          <div
            key={command.id}
            id={`${id}-${index}`}
            className="palette-row"
            role="option"
            aria-selected={index === active}
            onClick={() => onChoose(command)}
          >
            <Icon name={command.icon} />
            <span className="palette-label">{command.label}</span>
            <span className="palette-group">{command.group}</span>
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <p className="palette-none muted">{t('Nothing is called like that.')}</p>
      )}
    </Overlay>
  );
}

function fieldsOf({ label, group, texts = [] }: PaletteCommand) {
  return { names: [label], texts: [group, ...texts] };
}

/** As in VS Code's own palette, the list goes round. */
function around(key: string, active: number, next: number, count: number): number {
  if (key === 'ArrowDown' && active === count - 1) return 0;
  return key === 'ArrowUp' && active === 0 ? count - 1 : next;
}
