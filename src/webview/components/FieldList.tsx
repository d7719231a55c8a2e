import { useId } from 'react';
import { Required } from '../form/Required';
import { CompletionField } from './CompletionField';
import type { Complete } from './completion';

export interface TextField {
  readonly name: string;
  readonly label?: string | undefined;
  readonly required: boolean;
  readonly description?: string | undefined;
}

/** A few values of text to fill in. */
export function FieldList(props: {
  label: string;
  fields: readonly TextField[];
  values: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
  complete?: Complete | undefined;
}) {
  const id = useId();
  const { complete } = props;
  if (props.fields.length === 0) return null;
  return (
    <fieldset className="fields" aria-label={props.label}>
      {props.fields.map(({ name, label = name, description, required }) => (
        <div className="field" key={name}>
          <label className="field-label" htmlFor={`${id}-${name}`}>
            {label}
            {required && <Required />}
          </label>
          {description !== undefined && (
            <div className="field-description" id={`${id}-${name}-text`}>
              {description}
            </div>
          )}
          <CompletionField
            id={`${id}-${name}`}
            describedBy={description ? `${id}-${name}-text` : undefined}
            required={required}
            value={props.values[name] ?? ''}
            onChange={(value) => props.onChange(name, value)}
            complete={complete && ((value) => complete(name, value))}
          />
        </div>
      ))}
    </fieldset>
  );
}
