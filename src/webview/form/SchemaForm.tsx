// The package's index also holds its test registry, which needs a validator that is not there.
import type { IChangeEvent } from '@rjsf/core/lib/components/Form.js';
import withTheme from '@rjsf/core/lib/withTheme.js';
import type { RJSFSchema } from '@rjsf/utils';
import { useMemo } from 'react';
import { FORM_DEFAULTS } from '../schema/defaults';
import { errorSchemaOf, formValidator } from '../schema/formValidator';
import { isObject } from '../schema/isObject';
import type { SchemaProblem } from '../schema/validate';
import { formSchema } from './formSchema';
import { templates } from './templates';
import { translate } from './translate';
import { withTuplesOf } from './tuples';
import { widgets } from './widgets';

const ThemedForm = withTheme({ templates, widgets });

const uiSchema = {
  'ui:submitButtonOptions': { norender: true },
  'ui:globalOptions': { enableMarkdownInDescription: false, copyable: false },
};

/** A form for any JSON Schema of an object. Shows `problems` beside their fields. */
export function SchemaForm(props: {
  /** Prefix of the fields' ids. */
  id: string;
  schema: RJSFSchema;
  data: Readonly<Record<string, unknown>>;
  problems: readonly SchemaProblem[];
  onChange: (data: Record<string, unknown>) => void;
}) {
  const { problems } = props;
  const extraErrors = useMemo(() => errorSchemaOf(problems), [problems]);
  const root = useMemo(() => formSchema(props.schema), [props.schema]);
  const onChange = ({ formData }: IChangeEvent<unknown>) => {
    if (isObject(formData)) props.onChange(withTuplesOf(root, props.data, formData));
  };
  return (
    <ThemedForm
      tagName="div"
      className="form"
      idPrefix={props.id}
      schema={root}
      uiSchema={uiSchema}
      validator={formValidator}
      formData={props.data}
      extraErrors={extraErrors}
      noValidate
      noHtml5Validate
      showErrorList={false}
      useFallbackUiForUnsupportedType
      experimental_defaultFormStateBehavior={FORM_DEFAULTS}
      translateString={translate}
      onChange={onChange}
    />
  );
}
