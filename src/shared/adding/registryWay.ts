import type { EntryDraft } from './entryDraft';
import {
  type InputCollector,
  type NamedInput,
  objectsIn,
  readInput,
  textField,
} from './registryInputs';

/** A value that a server takes and can do without. */
export interface OptionalValue {
  /** Unique within the way. */
  readonly name: string;
  readonly description?: string;
  readonly isSecret: boolean;
}

/** One of the ways in which a registry says that a server can be had. */
export interface RegistryWay {
  /** The type of package, or of a remote server: `npm`, `oci`, `streamable-http`… */
  readonly type: string;
  /** The package with its version, or the address. */
  readonly target: string;
  readonly optional: readonly OptionalValue[];
  /**
   * The entry, with the names of those optional values that the person wants to give. Absent where such a
   * package cannot be run by a command.
   */
  readonly draft?: (wanted: ReadonlySet<string>) => EntryDraft;
}

/** Environment variables or headers. */
export function namedInputs(object: Readonly<Record<string, unknown>>, key: string): NamedInput[] {
  return objectsIn(object, key).flatMap((one) => {
    const name = textField(one, 'name');
    return name === undefined ? [] : [[name, readInput(one)]];
  });
}

/** Those that nothing is said of unless a person wants it. */
export function optionalOf(inputs: readonly NamedInput[]): readonly OptionalValue[] {
  return inputs
    .filter(([, input]) => input.value === undefined && !input.isRequired)
    .filter(([, input]) => input.isSecret || input.default === undefined)
    .map(([name, { description, isSecret }]) => ({
      name,
      isSecret,
      ...(description === undefined ? {} : { description }),
    }));
}

/** The property `key` with the values that are said; nothing when there are none. */
export function record(
  key: string,
  inputs: readonly NamedInput[],
  collector: InputCollector,
  wanted: ReadonlySet<string>,
): Record<string, Record<string, string>> {
  const values = inputs.flatMap(([name, input]) => {
    const text = collector.textOf(name, input, wanted.has(name));
    return text === undefined ? [] : [[name, text] as const];
  });
  return values.length === 0 ? {} : { [key]: Object.fromEntries(values) };
}
