import { ariaDescribedByIds, getInputProps, type WidgetProps } from '@rjsf/utils';
import { CheckboxesWidget, SelectWidget } from './selectWidgets';

/** What every control says of itself to assistive technology. */
function described(props: WidgetProps) {
  const invalid = (props.rawErrors?.length ?? 0) > 0;
  return {
    id: props.id,
    'aria-describedby': ariaDescribedByIds(props.id),
    'aria-invalid': invalid || undefined,
    'aria-required': props.required || undefined,
    disabled: props.disabled || props.readonly || false,
  };
}

/** Plain inputs instead of elements with a shadow root: labels, descriptions and errors must reach them. */
function InputWidget(props: WidgetProps) {
  const input = getInputProps(props.schema, props.options.inputType, props.options);
  const numeric = input.type === 'number' || input.type === 'integer';
  const change = (value: string) => props.onChange(value === '' ? props.options.emptyValue : value);
  const { examples } = props.schema;
  return (
    <>
      <input
        {...described(props)}
        className="input"
        type={numeric ? 'text' : input.type}
        inputMode={numeric ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        list={Array.isArray(examples) ? `${props.id}-examples` : undefined}
        placeholder={props.placeholder || placeholder(props)}
        value={shown(props.value)}
        onChange={(event) => change(event.target.value)}
      />
      {Array.isArray(examples) && (
        <datalist id={`${props.id}-examples`}>
          {examples.map((example) => (
            <option key={String(example)} value={String(example)} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** Text of any length: grows with its lines. */
function TextWidget(props: WidgetProps) {
  const { format } = props.schema;
  const inputType = inputTypes[format ?? ''];
  if (inputType) return <InputWidget {...props} options={{ ...props.options, inputType }} />;
  if (props.schema.type === 'number' || props.schema.type === 'integer')
    return <InputWidget {...props} />;
  const text = shown(props.value);
  return (
    <textarea
      {...described(props)}
      className="input input-text"
      rows={Math.min(12, text.split('\n').length)}
      spellCheck={false}
      placeholder={props.placeholder || placeholder(props)}
      value={text}
      onChange={(event) =>
        props.onChange(event.target.value === '' ? props.options.emptyValue : event.target.value)
      }
    />
  );
}

/** Formats that have an input of their own. Others, such as date-time with its zone, are typed. */
const inputTypes: Record<string, string> = { date: 'date', email: 'email', uri: 'url' };

function placeholder(props: WidgetProps): string {
  if (props.value === null) return 'null';
  if (props.schema.default !== undefined) return shown(props.schema.default);
  const { format } = props.schema;
  return format === 'date-time' ? '2026-01-31T12:00:00Z' : (format ?? '');
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

function CheckboxWidget(props: WidgetProps) {
  return (
    <label className="check">
      <input
        {...described(props)}
        type="checkbox"
        checked={props.value === true}
        ref={(element) => {
          // Neither true nor false: nothing is sent.
          if (element) element.indeterminate = props.value === undefined || props.value === null;
        }}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

function PasswordWidget(props: WidgetProps) {
  return <InputWidget {...props} options={{ ...props.options, inputType: 'password' }} />;
}

export const widgets = {
  TextWidget,
  TextareaWidget: TextWidget,
  UpDownWidget: InputWidget,
  EmailWidget: InputWidget,
  URLWidget: InputWidget,
  DateWidget: TextWidget,
  DateTimeWidget: TextWidget,
  TimeWidget: TextWidget,
  ColorWidget: TextWidget,
  FileWidget: TextWidget,
  PasswordWidget,
  CheckboxWidget,
  CheckboxesWidget,
  SelectWidget,
  RadioWidget: SelectWidget,
};
