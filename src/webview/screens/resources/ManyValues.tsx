import { t } from '@vscode/l10n';
import { useId } from 'react';
import { CompletionField } from '../../components/CompletionField';
import type { Completion } from '../../components/completion';
import { Icon } from '../../components/Icon';
import { IconButton } from '../../components/IconButton';
import type { VariableValue } from '../../state/viewState';

type Many = Exclude<VariableValue, { kind: 'text' }>;

/** The rows of a variable that has several values, or names with values. */
export function ManyValues(props: {
  name: string;
  labelledBy: string;
  value: Many;
  onChange: (value: Many) => void;
  complete: ((value: string) => Promise<Completion>) | undefined;
}) {
  const { name, value, onChange, complete } = props;
  const id = useId();
  const count = value.kind === 'list' ? value.items.length : value.pairs.length;
  const remove = (index: number) =>
    onChange(
      value.kind === 'list'
        ? { kind: 'list', items: value.items.toSpliced(index, 1) }
        : { kind: 'pairs', pairs: value.pairs.toSpliced(index, 1) },
    );
  const add = () =>
    onChange(
      value.kind === 'list'
        ? { kind: 'list', items: [...value.items, ''] }
        : { kind: 'pairs', pairs: [...value.pairs, ['', '']] },
    );
  return (
    <fieldset className="many-values" aria-labelledby={props.labelledBy}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="array-item">
          <div className="array-item-body">
            {value.kind === 'list' ? (
              <CompletionField
                id={`${id}-${index}`}
                label={t('{0}, value {1}', name, index + 1)}
                value={value.items[index] ?? ''}
                onChange={(item) =>
                  onChange({ kind: 'list', items: value.items.with(index, item) })
                }
                complete={complete}
              />
            ) : (
              <Pair
                label={t('{0}, pair {1}', name, index + 1)}
                pair={value.pairs[index] ?? ['', '']}
                onChange={(pair) =>
                  onChange({ kind: 'pairs', pairs: value.pairs.with(index, pair) })
                }
              />
            )}
          </div>
          <IconButton
            icon="trash"
            label={t('Remove value {0}', index + 1)}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <button type="button" className="add-button" onClick={add}>
        <Icon name="add" />
        {value.kind === 'list' ? t('Add value') : t('Add pair')}
      </button>
    </fieldset>
  );
}

function Pair(props: {
  label: string;
  pair: readonly [string, string];
  onChange: (pair: readonly [string, string]) => void;
}) {
  const [key, text] = props.pair;
  return (
    <div className="pair">
      <input
        type="text"
        className="input"
        aria-label={t('{0}, name', props.label)}
        placeholder={t('Name')}
        spellCheck={false}
        value={key}
        onChange={(event) => props.onChange([event.target.value, text])}
      />
      <input
        type="text"
        className="input"
        aria-label={t('{0}, value', props.label)}
        placeholder={t('Value')}
        spellCheck={false}
        value={text}
        onChange={(event) => props.onChange([key, event.target.value])}
      />
    </div>
  );
}
