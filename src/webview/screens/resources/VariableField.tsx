import { t } from '@vscode/l10n';
import { useId } from 'react';
import { CompletionField } from '../../components/CompletionField';
import type { Completion } from '../../components/completion';
import { grouped } from '../../components/format';
import { IconButton } from '../../components/IconButton';
import { Segments } from '../../components/Segments';
import { Required } from '../../form/Required';
import type { VariableValue } from '../../state/viewState';
import { ManyValues } from './ManyValues';
import type { TemplateVariable } from './uriTemplate';

const KINDS = [
  { value: 'list', label: t('List') },
  { value: 'pairs', label: t('Pairs') },
] as const;

/** A variable of a URI template: a text, several of them, or names with values. */
export function VariableField(props: {
  variable: TemplateVariable;
  value: VariableValue;
  onChange: (value: VariableValue) => void;
  complete: ((value: string) => Promise<Completion>) | undefined;
}) {
  const { variable, value, onChange } = props;
  const { name, explode, optional } = variable;
  const id = useId();
  const hint = hintOf(variable);
  const isText = value.kind === 'text';
  return (
    <div className="field">
      <div className="field-head">
        {isText ? (
          <label className="field-label" htmlFor={id}>
            {name}
            {!optional && <Required />}
          </label>
        ) : (
          <span className="field-label" id={`${id}-label`}>
            {name}
            {!optional && <Required />}
          </span>
        )}
        <span className="variable-kinds">
          {!isText && (
            <Segments
              label={t('How {0} is given', name)}
              options={KINDS}
              value={value.kind}
              onChange={(kind) => onChange(as(kind, value))}
            />
          )}
          {!explode && variable.prefix === undefined && (
            <IconButton
              icon="list-unordered"
              label={t('Give {0} several values', name)}
              pressed={!isText}
              onClick={() => onChange(as(isText ? 'list' : 'text', value))}
            />
          )}
        </span>
      </div>
      {hint !== undefined && (
        <div className="field-description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {isText ? (
        <CompletionField
          id={id}
          describedBy={hint === undefined ? undefined : `${id}-hint`}
          required={!optional}
          value={value.text}
          onChange={(text) => onChange({ kind: 'text', text })}
          complete={props.complete}
        />
      ) : (
        <ManyValues
          name={name}
          labelledBy={`${id}-label`}
          value={value}
          onChange={onChange}
          complete={props.complete}
        />
      )}
    </div>
  );
}

/** What a variable is given at first. */
export function emptyValue({ explode }: TemplateVariable): VariableValue {
  return explode ? { kind: 'list', items: [''] } : { kind: 'text', text: '' };
}

/** The same values, written in another way. */
function as(kind: VariableValue['kind'], value: VariableValue): VariableValue {
  const items =
    value.kind === 'text'
      ? [value.text]
      : value.kind === 'list'
        ? value.items
        : value.pairs.map(([key, text]) => (key === '' ? text : `${key}=${text}`));
  if (kind === 'text') return { kind, text: items.find((item) => item !== '') ?? '' };
  if (kind === 'list') return { kind, items };
  return { kind, pairs: items.map((item) => pairOf(item)) };
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 1)];
}

function hintOf({ operator, prefix }: TemplateVariable): string | undefined {
  const hints = [
    operator === '+' && t('Characters such as / and ? stay as they are.'),
    operator === '#' && t('The part after #; left out when empty.'),
    operator === '/' && t('Parts of the path; left out when empty.'),
    operator === '.' && t('What follows a dot; left out when empty.'),
    operator === ';' && t('A parameter of the path; left out when empty.'),
    (operator === '?' || operator === '&') && t('A part of the query; left out when empty.'),
    prefix !== undefined && prefixWords(prefix),
  ].filter((hint) => hint !== false);
  return hints.length === 0 ? undefined : hints.join(' ');
}

function prefixWords(count: number): string {
  return count === 1
    ? t('Only the first character of it is used.')
    : t('Only the first {0} characters of it are used.', grouped(count));
}
