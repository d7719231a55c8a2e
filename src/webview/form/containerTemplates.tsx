import {
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  buttonId,
  canExpand,
  descriptionId,
  getTemplate,
  getUiOptions,
  type ObjectFieldTemplateProps,
  titleId,
} from '@rjsf/utils';
import { itemNumber, itemTitle } from './itemNumber';

/** The properties of an object, set in below the root. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { schema, registry, uiSchema, fieldPathId, properties } = props;
  const options = getUiOptions(uiSchema);
  const Title = getTemplate<'TitleFieldTemplate'>('TitleFieldTemplate', registry, options);
  const Description = getTemplate<'DescriptionFieldTemplate'>(
    'DescriptionFieldTemplate',
    registry,
    options,
  );
  const { AddButton } = registry.templates.ButtonTemplates;
  const isRoot = fieldPathId.path.length === 0;
  const item = itemNumber(fieldPathId);
  const isPureChoice = (schema.oneOf || schema.anyOf) && !schema.properties && !properties.length;
  if (isPureChoice) return null;
  return (
    <fieldset
      className={isRoot ? 'fields' : 'fields fields-nested'}
      id={fieldPathId.$id}
      aria-labelledby={isRoot ? undefined : titleId(fieldPathId)}
    >
      {!isRoot && props.title && (
        <Title
          id={titleId(fieldPathId)}
          title={item === undefined ? props.title : itemTitle(schema, item)}
          required={(props.required ?? false) && item === undefined}
          schema={schema}
          registry={registry}
        />
      )}
      {!isRoot && props.description && (
        <Description
          id={descriptionId(fieldPathId)}
          description={props.description}
          schema={schema}
          registry={registry}
        />
      )}
      {properties.map((property) => property.content)}
      {canExpand(schema, uiSchema, props.formData) && (
        <AddButton
          id={buttonId(fieldPathId, 'add')}
          disabled={props.disabled || props.readonly || false}
          onClick={props.onAddProperty}
          registry={registry}
        />
      )}
    </fieldset>
  );
}

/** The items of a list, each with buttons to move and remove it. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { schema, registry, uiSchema, fieldPathId } = props;
  const options = getUiOptions(uiSchema);
  const Title = getTemplate<'TitleFieldTemplate'>('TitleFieldTemplate', registry, options);
  const { AddButton } = registry.templates.ButtonTemplates;
  const item = itemNumber(fieldPathId);
  return (
    <fieldset
      className="fields fields-nested"
      id={fieldPathId.$id}
      aria-labelledby={titleId(fieldPathId)}
    >
      <Title
        id={titleId(fieldPathId)}
        title={item === undefined ? options.title || props.title : itemTitle(schema, item)}
        required={(props.required ?? false) && item === undefined}
        schema={schema}
        registry={registry}
      />
      {schema.description && (
        <div id={descriptionId(fieldPathId)} className="field-description">
          {schema.description}
        </div>
      )}
      {props.items}
      {props.canAdd && (
        <AddButton
          id={buttonId(fieldPathId, 'add')}
          disabled={props.disabled || props.readonly || false}
          onClick={props.onAddClick}
          registry={registry}
        />
      )}
    </fieldset>
  );
}

export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const Buttons = getTemplate<'ArrayFieldItemButtonsTemplate'>(
    'ArrayFieldItemButtonsTemplate',
    props.registry,
    getUiOptions(props.uiSchema),
  );
  return (
    <div className="array-item">
      <div className="array-item-body">{props.children}</div>
      {props.hasToolbar && (
        <div className="array-item-buttons">
          <Buttons {...props.buttonsProps} />
        </div>
      )}
    </div>
  );
}
