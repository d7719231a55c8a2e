import type { RJSFSchema } from '@rjsf/utils';
import { formSchema } from '../../form/formSchema';
import { withoutEmptyTuples } from '../../form/tuples';
import { argumentsOf, type Parsed } from '../../schema/drafts';
import type { Draft } from '../../state/viewState';

/** What would be sent of a draft. */
export function toolArguments(schema: RJSFSchema, draft: Draft): Parsed {
  const parsed = argumentsOf(draft);
  if (draft.mode === 'json' || !parsed.ok) return parsed;
  try {
    return { ok: true, data: withoutEmptyTuples(formSchema(schema), parsed.data) };
  } catch {
    // A schema that no form can be made from.
    return parsed;
  }
}
