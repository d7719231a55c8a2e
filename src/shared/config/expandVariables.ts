import { type VariableReference, variableReferences } from './variableReferences';
import type { VariableDialect } from './variableRules';

export type { VariableDialect } from './variableRules';

/** A variable of a configuration file: `${name}` or `${name:argument}`. */
export interface Variable {
  readonly name: string;
  readonly argument?: string;
}

/** Answers with the value; undefined when the variable is unknown or unset. A throw ends the expansion. */
export type VariableResolver = (
  variable: Variable,
) => string | undefined | Promise<string | undefined>;

export interface Expansion {
  /** What could not be resolved stands in it as written. */
  readonly text: string;
  /** As written, for example `${env:API_KEY}`. */
  readonly unresolved: readonly string[];
}

/** Replaces the variables of `text`. A value that was put in is never expanded again. */
export async function expandVariables(
  text: string,
  resolve: VariableResolver,
  dialect: VariableDialect = 'vscode',
): Promise<Expansion> {
  const unresolved: string[] = [];
  let result = '';
  for (const part of variableReferences(text, dialect)) {
    if (typeof part === 'string') {
      result += part;
      continue;
    }
    const value = await resolveReference(part, resolve, dialect);
    if (value === undefined && part.mustResolve) unresolved.push(part.written);
    result += value ?? part.written;
  }
  return { text: result, unresolved };
}

async function resolveReference(
  { name, argument, fallback }: VariableReference,
  resolve: VariableResolver,
  dialect: VariableDialect,
): Promise<string | undefined> {
  if (argument === undefined) return resolve({ name });
  const expanded = complete(await expandVariables(argument, resolve, dialect));
  const value = expanded === undefined ? undefined : await resolve({ name, argument: expanded });
  if (fallback === undefined) return value;
  // As in a shell, `:-` stands in for an empty value too.
  return value || complete(await expandVariables(fallback, resolve, dialect));
}

function complete(expansion: Expansion): string | undefined {
  return expansion.unresolved.length === 0 ? expansion.text : undefined;
}
