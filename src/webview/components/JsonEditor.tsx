import { useId } from 'react';
import { Icon } from './Icon';

/** JSON as plain text. Invalid text stays as it is, with what is wrong below it. */
export function JsonEditor(props: {
  label: string;
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}) {
  const errorId = useId();
  const rows = Math.max(4, Math.min(24, props.text.split('\n').length + 1));
  return (
    <div className="json-editor">
      <textarea
        className="input input-code"
        aria-label={props.label}
        aria-invalid={props.error !== undefined || undefined}
        aria-describedby={errorId}
        spellCheck={false}
        autoComplete="off"
        rows={rows}
        value={props.text}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <div id={errorId} role="status">
        {props.error !== undefined && (
          <div className="field-error">
            <Icon name="error" />
            <span>{props.error}</span>
          </div>
        )}
      </div>
    </div>
  );
}
