import type { InputDefinition, ServerEntry } from '../../shared/config/serverEntry';

/** The inputs that an entry refers to. */
export function usedInputs({
  entry,
  inputs,
}: {
  readonly entry: ServerEntry;
  readonly inputs: readonly InputDefinition[];
}): readonly InputDefinition[] {
  const text = JSON.stringify(entry);
  return inputs.filter(({ id }) => text.includes(`\${input:${id}}`));
}
