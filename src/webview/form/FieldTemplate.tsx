import {
  ADDITIONAL_PROPERTY_FLAG,
  buttonId,
  type FieldTemplateProps,
  getTemplate,
  getUiOptions,
  type WrapIfAdditionalTemplateProps,
} from '@rjsf/utils';
import { t } from '@vscode/l10n';
import { Words } from '../components/Words';
import { isNullable } from './formSchema';
import { itemNumber, itemTitle } from './itemNumber';
import { Required } from './Required';

/** One field: label, control, description and errors, in this order. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { schema, registry, uiSchema, displayLabel } = props;
  const Wrap = getTemplate<'WrapIfAdditionalTemplate'>(
    'WrapIfAdditionalTemplate',
    registry,
    getUiOptions(uiSchema),
  );
  if (props.hidden) return <div hidden>{props.children}</div>;
  const item = itemNumber(props.fieldPathId);
  const isCheckbox = schema.type === 'boolean' && !schema.enum && !schema.oneOf;
  return (
    <Wrap {...props}>
      {displayLabel && !isCheckbox && (
        <div className="field-head">
          <label className="field-label" htmlFor={props.id}>
            {item === undefined ? props.label : itemTitle(schema, item)}
            {props.required && item === undefined && <Required />}
          </label>
          <span className="field-type">{typeWord(schema.type, schema.format)}</span>
          <Marks schema={schema} />
          {isNullable(schema) && <NullToggle {...props} />}
        </div>
      )}
      {displayLabel && props.description}
      {props.children}
      {isCheckbox && props.description}
      {props.errors}
      {props.help}
    </Wrap>
  );
}

/** What else the schema says of the field that a person should know. */
function Marks({ schema }: Pick<FieldTemplateProps, 'schema'>) {
  const header = (schema as { readonly 'x-mcp-header'?: unknown })['x-mcp-header'];
  return (
    <>
      {typeof header === 'string' && (
        <span className="field-mark" title={t('Over HTTP the value is sent in this header too')}>
          <Words
            text={t('header {0}')}
            args={[<code key="header">{`Mcp-Param-${header}`}</code>]}
          />
        </span>
      )}
      {schema.readOnly === true && <span className="field-mark">{t('read-only')}</span>}
    </>
  );
}

/** null is a value of its own, other than nothing and other than empty text. */
function NullToggle(props: FieldTemplateProps) {
  const isNull = props.formData === null;
  return (
    <label className="check null-toggle">
      <input
        type="checkbox"
        aria-label={t('Send null for {0}', props.label)}
        checked={isNull}
        onChange={(event) =>
          props.onChange(event.target.checked ? null : undefined, props.fieldPathId.path)
        }
      />
      <span aria-hidden="true">null</span>
    </label>
  );
}

function typeWord(type: unknown, format: string | undefined): string {
  const kinds = Array.isArray(type) ? type.filter((one) => one !== 'null') : [type];
  const kind = kinds.length === 1 ? String(kinds[0] ?? '') : '';
  return format ?? kind;
}

/** A property whose name is a person's own can be renamed and removed. */
export function WrapIfAdditionalTemplate(props: WrapIfAdditionalTemplateProps) {
  const hasErrors = (props.rawErrors?.length ?? 0) > 0;
  const className = `field${hasErrors ? ' field-invalid' : ''}`;
  if (!(ADDITIONAL_PROPERTY_FLAG in props.schema)) {
    return <div className={className}>{props.children}</div>;
  }
  const { RemoveButton } = props.registry.templates.ButtonTemplates;
  return (
    <div className={`${className} field-additional`}>
      <input
        className="input"
        type="text"
        aria-label={t('Property name')}
        spellCheck={false}
        defaultValue={props.label}
        key={props.label}
        onBlur={props.onKeyRenameBlur}
      />
      <div className="field-additional-value">{props.children}</div>
      <RemoveButton
        id={buttonId(props.id, 'remove')}
        disabled={props.disabled || props.readonly}
        onClick={props.onRemoveProperty}
        registry={props.registry}
      />
    </div>
  );
}
