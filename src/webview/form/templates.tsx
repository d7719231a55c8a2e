import type {
  DescriptionFieldProps,
  FieldErrorProps,
  IconButtonProps,
  MultiSchemaFieldTemplateProps,
  TitleFieldProps,
  UnsupportedFieldProps,
} from '@rjsf/utils';
import { errorId } from '@rjsf/utils';
import { t } from '@vscode/l10n';
import { Icon } from '../components/Icon';
import { Notice } from '../components/Notice';
import {
  ArrayFieldItemTemplate,
  ArrayFieldTemplate,
  ObjectFieldTemplate,
} from './containerTemplates';
import { FieldTemplate, WrapIfAdditionalTemplate } from './FieldTemplate';
import { Required } from './Required';

function DescriptionFieldTemplate({ id, description }: DescriptionFieldProps) {
  if (!description) return null;
  return (
    <div id={id} className="field-description">
      {description}
    </div>
  );
}

function FieldErrorTemplate({ errors, fieldPathId }: FieldErrorProps) {
  if (!errors || errors.length === 0) return null;
  return (
    <div id={errorId(fieldPathId)} className="field-errors">
      {errors.map((error) => (
        <div key={String(error)} className="field-error">
          <Icon name="error" />
          <span>{error}</span>
        </div>
      ))}
    </div>
  );
}

function TitleFieldTemplate({ id, title, required }: TitleFieldProps) {
  return (
    <div id={id} className="field-label">
      {title}
      {required && <Required />}
    </div>
  );
}

function MultiSchemaFieldTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  return (
    <div className="choice">
      {selector}
      {optionSchemaField && <div className="choice-body">{optionSchemaField}</div>}
    </div>
  );
}

function UnsupportedFieldTemplate({ reason }: UnsupportedFieldProps) {
  return <Notice kind="warning">{`${reason} ${t('Write this part as JSON.')}`}</Notice>;
}

function button(icon: string, label: string, wide = false) {
  return function FormButton({ id, disabled, onClick }: IconButtonProps) {
    return (
      <button
        type="button"
        id={id}
        className={wide ? 'add-button' : 'icon-button'}
        title={label}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon name={icon} />
        {wide && <span>{label}</span>}
      </button>
    );
  };
}

export const templates = {
  ArrayFieldTemplate,
  ArrayFieldItemTemplate,
  ObjectFieldTemplate,
  FieldTemplate,
  WrapIfAdditionalTemplate,
  DescriptionFieldTemplate,
  FieldErrorTemplate,
  TitleFieldTemplate,
  MultiSchemaFieldTemplate,
  UnsupportedFieldTemplate,
  ButtonTemplates: {
    AddButton: button('add', t('Add'), true),
    CopyButton: button('copy', t('Duplicate')),
    MoveDownButton: button('arrow-down', t('Move down')),
    MoveUpButton: button('arrow-up', t('Move up')),
    RemoveButton: button('trash', t('Remove')),
    ClearButton: button('close', t('Clear')),
  },
};
