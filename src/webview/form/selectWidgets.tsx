import { ariaDescribedByIds, deepEquals, type WidgetProps } from '@rjsf/utils';
import { Select } from '../components/Select';

/** One of a few values, or none where none is required. */
export function SelectWidget(props: WidgetProps) {
  const options = props.options.enumOptions ?? [];
  const index = options.findIndex((option) => deepEquals(option.value, props.value));
  const choose = (text: string) =>
    props.onChange(text === '' ? props.options.emptyValue : options[Number(text)]?.value);
  if (props.multiple) return <CheckboxesWidget {...props} />;
  return (
    <Select
      id={props.id}
      aria-label={props.hideLabel ? props.label : undefined}
      aria-describedby={ariaDescribedByIds(props.id)}
      aria-invalid={(props.rawErrors?.length ?? 0) > 0 || undefined}
      aria-required={props.required || undefined}
      disabled={props.disabled || props.readonly}
      value={index < 0 ? '' : String(index)}
      onChange={(event) => choose(event.target.value)}
    >
      {(index < 0 || !props.required) && <option value="">{props.placeholder || ''}</option>}
      {options.map((option, at) => (
        <option key={JSON.stringify(option.value)} value={String(at)}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

/** Any number of a few values. */
export function CheckboxesWidget(props: WidgetProps) {
  const options = props.options.enumOptions ?? [];
  const chosen: unknown[] = Array.isArray(props.value) ? props.value : [];
  const toggle = (value: unknown, on: boolean) =>
    // In the order of the schema, whatever the order of the clicks.
    props.onChange(
      options
        .map((option) => option.value)
        .filter((one) =>
          deepEquals(one, value) ? on : chosen.some((known) => deepEquals(known, one)),
        ),
    );
  return (
    <fieldset className="checks" id={props.id} aria-label={props.label}>
      {options.map((option, index) => (
        <label key={JSON.stringify(option.value)} className="check">
          <input
            type="checkbox"
            id={`${props.id}-${index}`}
            checked={chosen.some((one) => deepEquals(one, option.value))}
            disabled={props.disabled || props.readonly}
            onChange={(event) => toggle(option.value, event.target.checked)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
