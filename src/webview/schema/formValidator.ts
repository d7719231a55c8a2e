import { type Schema, Validator } from '@cfworker/json-schema';
import {
  type ErrorSchema,
  type RJSFSchema,
  type RJSFValidationError,
  type ValidatorType,
  withIdRefPrefix,
} from '@rjsf/utils';
import { asSent, copy, draftOf, type SchemaProblem, validate } from './validate';

/** The name under which `withIdRefPrefix` refers to the root. */
const ROOT = '__rjsf_rootSchema';
const CACHE_LIMIT = 500;

/**
 * RJSF's validator without code generation, which a webview's content policy forbids. RJSF asks
 * `isValid` often, to find the choice of an anyOf that fits, so those validators are kept.
 */
class FormValidator implements ValidatorType {
  #root: RJSFSchema | undefined;
  readonly #validators = new Map<string, Validator | undefined>();

  validateFormData(data: unknown, schema: RJSFSchema) {
    const problems = validate(schema, data);
    return { errors: formErrors(problems), errorSchema: errorSchemaOf(problems) };
  }

  isValid(schema: RJSFSchema, data: unknown, root: RJSFSchema): boolean {
    // Nothing is no value of any type, not null either.
    if (data === undefined && schema.type !== undefined) return false;
    if (this.#root !== root) this.reset(root);
    const key = JSON.stringify(schema);
    if (!this.#validators.has(key)) {
      if (this.#validators.size >= CACHE_LIMIT) this.#validators.clear();
      this.#validators.set(key, compile(schema, root));
    }
    try {
      return this.#validators.get(key)?.validate(asSent(data)).valid ?? false;
    } catch {
      return false;
    }
  }

  rawValidation<Result>(schema: RJSFSchema, data?: unknown): { errors?: Result[] } {
    return { errors: formErrors(validate(schema, data)) as Result[] };
  }

  reset(root?: RJSFSchema): void {
    this.#root = root;
    this.#validators.clear();
  }
}

export const formValidator: ValidatorType = new FormValidator();

/** Undefined for a schema that cannot be used. */
function compile(schema: RJSFSchema, root: RJSFSchema): Validator | undefined {
  try {
    const validator = new Validator(
      copy(withIdRefPrefix(schema) as object) as Schema,
      draftOf(root),
    );
    const { $id, id, ...rest } = copy(root) as Schema & { id?: string };
    validator.addSchema(rest, ROOT);
    return validator;
  } catch {
    return undefined;
  }
}

function formErrors(problems: readonly SchemaProblem[]): RJSFValidationError[] {
  return problems.map(({ path, message }) => ({
    property: path.map((part) => `.${part}`).join(''),
    message,
    stack: `${path.join('.')}: ${message}`,
  }));
}

/** The problems as RJSF shows them beside their fields. */
export function errorSchemaOf(problems: readonly SchemaProblem[]): ErrorSchema {
  const root: ErrorSchema = {};
  for (const { path, message } of problems) {
    let node = root as Record<string, ErrorSchema>;
    for (const part of path) {
      node[part] ??= {};
      node = node[part] as Record<string, ErrorSchema>;
    }
    const errors = node as { __errors?: string[] };
    errors.__errors = [...(errors.__errors ?? []), message];
  }
  return root;
}
