import { useId } from 'react';
import { Required } from '../form/Required';

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
}) {
  const id = useId();
  if (props.fields.length === 0) return null;
  return (
    <fieldset className="fields" aria-label={props.label}>
      {props.fields.map((field) => (
        <div className="field" key={field.name}>
          <label className="field-label" htmlFor={`${id}-${field.name}`}>
            {field.label ?? field.name}
            {field.required && <Required />}
          </label>
          {field.description !== undefined && (
            <div className="field-description" id={`${id}-${field.name}-text`}>
              {field.description}
            </div>
          )}
          <textarea
            className="input input-text"
            id={`${id}-${field.name}`}
            aria-describedby={field.description ? `${id}-${field.name}-text` : undefined}
            aria-required={field.required || undefined}
            rows={Math.min(8, (props.values[field.name] ?? '').split('\n').length)}
            spellCheck={false}
            value={props.values[field.name] ?? ''}
            onChange={(event) => props.onChange(field.name, event.target.value)}
          />
        </div>
      ))}
    </fieldset>
  );
}
