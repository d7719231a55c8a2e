import {
  type Experimental_DefaultFormStateBehavior,
  getDefaultFormState,
  type RJSFSchema,
} from '@rjsf/utils';
import { formValidator } from './formValidator';
import { isObject } from './isObject';
import { withRequiredObjects } from './requiredObjects';

/** Nothing is filled in that the schema does not ask for: what is sent is what a person sees. */
export const FORM_DEFAULTS: Experimental_DefaultFormStateBehavior = {
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'requiredOnly' },
  constAsDefaults: 'skipOneOf',
  requiredBooleanDefault: 'populateFalse',
};

/** The arguments that a form starts with: the defaults of the schema. */
export function defaultArguments(schema: RJSFSchema): Record<string, unknown> {
  try {
    const data: unknown = getDefaultFormState(
      formValidator,
      schema,
      {},
      schema,
      false,
      FORM_DEFAULTS,
    );
    return withRequiredObjects(schema, isObject(data) ? data : {});
  } catch {
    // A schema that the form cannot draw has no defaults either; it is written as JSON.
    return {};
  }
}

/** Whether a tool has anything to fill in. */
export function takesArguments(schema: RJSFSchema): boolean {
  if (Object.keys(schema.properties ?? {}).length > 0) return true;
  const keywords = ['$ref', 'anyOf', 'oneOf', 'allOf', 'patternProperties', 'if'];
  return keywords.some((keyword) => keyword in schema) || Boolean(schema.additionalProperties);
}
