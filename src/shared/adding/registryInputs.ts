import type { InputDefinition } from '../config/serverEntry';
import { inputId } from './inputId';

type Json = Readonly<Record<string, unknown>>;

/** A value of a `server.json`: of an argument, of an environment variable, of a header, of a part of them. */
export interface RegistryInput {
  readonly value?: string;
  readonly default?: string;
  readonly description?: string;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  readonly choices: readonly string[];
  /** Something says that there is a value, though not which. */
  readonly takesValue: boolean;
  /** What `{name}` in the value stands for. */
  readonly variables: Readonly<Record<string, RegistryInput>>;
}

/** A value under the name that people know it by. */
export type NamedInput = readonly [name: string, input: RegistryInput];

/** A property, whose name is written in camelCase or, in files before September 2025, in snake_case. */
export function field(object: Json, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.hasOwn(object, snake) ? object[snake] : undefined;
}

export function textField(object: Json, name: string): string | undefined {
  const value = field(object, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Those elements of a list that are objects. */
export function objectsIn(object: Json, name: string): Json[] {
  const value = field(object, name);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readInput(object: Json): RegistryInput {
  const value = valueField(object, 'value');
  const fallback = valueField(object, 'default');
  const description = textField(object, 'description');
  const choices = field(object, 'choices');
  const variables = field(object, 'variables');
  return {
    isRequired: field(object, 'isRequired') === true,
    isSecret: field(object, 'isSecret') === true,
    choices: Array.isArray(choices) ? choices.map(String) : [],
    takesValue: ['valueHint', 'placeholder', 'format', 'choices', 'isRequired'].some(
      (name) => field(object, name) !== undefined,
    ),
    variables: Object.fromEntries(
      Object.entries(isObject(variables) ? variables : {}).flatMap(([name, variable]) =>
        isObject(variable) ? [[name, readInput(variable)] as const] : [],
      ),
    ),
    ...(value === undefined ? {} : { value }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(description === undefined ? {} : { description }),
  };
}

/** Some files write numbers and booleans as such. */
function valueField(object: Json, name: string): string | undefined {
  const value = field(object, name);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** Turns values into what stands in an entry, and gathers what a person is asked for. */
export class InputCollector {
  readonly #inputs: InputDefinition[] = [];

  constructor(private readonly server: string) {}

  get inputs(): readonly InputDefinition[] {
    return this.#inputs;
  }

  /**
   * What stands in the entry for a value: the value with its variables as inputs, the default, or an input.
   * A secret is always an input. Undefined when there is nothing to say and nothing has to be said.
   * @param wanted the person wants to give it, though it is not required
   */
  textOf(name: string, input: RegistryInput, wanted = false): string | undefined {
    if (input.value !== undefined) return this.#withVariables(input.value, input.variables);
    if (input.isRequired || wanted) return this.#ask(name, input);
    return input.isSecret ? undefined : input.default;
  }

  #withVariables(text: string, variables: RegistryInput['variables']): string {
    return text.replaceAll(/\{([^{}]+)\}/g, (written, name: string) => {
      const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (variable === undefined) return written;
      return this.textOf(name, variable, variable.default === undefined || variable.isSecret) ?? '';
    });
  }

  #ask(name: string, input: RegistryInput): string {
    const id = this.#freeId(name);
    this.#inputs.push(definitionOf(id, name, input));
    return `\${input:${id}}`;
  }

  #freeId(name: string): string {
    const base = inputId(this.server, name);
    let id = base;
    for (let count = 2; this.#inputs.some((input) => input.id === id); count++) {
      id = `${base}-${count}`;
    }
    return id;
  }
}

function definitionOf(id: string, name: string, input: RegistryInput): InputDefinition {
  const common = { id, description: input.description ?? name.replace(/^-+/, '') };
  const fallback = input.default === undefined || input.isSecret ? {} : { default: input.default };
  if (input.choices.length > 0 && !input.isSecret) {
    const options = input.choices.map((choice) => ({ label: choice, value: choice }));
    return { ...common, ...fallback, type: 'pickString', options };
  }
  return { ...common, ...fallback, type: 'promptString', password: input.isSecret };
}
