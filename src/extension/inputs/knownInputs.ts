import type { InputDefinition } from '../../shared/config/serverEntry';
import type { StoredInput } from './inputStore';

/** A place that declares inputs. */
export interface DeclaredInputs {
  /** Key and label of the source. */
  readonly scope: string;
  readonly label: string;
  readonly inputs: readonly InputDefinition[];
}

/** An input of the workspace, whether it is answered, declared, or both. */
export interface KnownInput {
  readonly scope: string;
  readonly id: string;
  /** Of the source; its key where the source is gone. */
  readonly label: string;
  /** Absent: an answer is kept, and nothing declares its input any more. */
  readonly input?: InputDefinition;
  /** Absent: not answered yet. Without `value`: a secret. */
  readonly stored?: StoredInput;
}

/** Declared inputs in the order of their files, then the answers that nothing declares any more. */
export function knownInputs(
  declared: readonly DeclaredInputs[],
  stored: readonly StoredInput[],
): KnownInput[] {
  const find = (scope: string, id: string) =>
    stored.find((answer) => answer.scope === scope && answer.id === id);
  const known = declared.flatMap(({ scope, label, inputs }) =>
    inputs.map((input): KnownInput => {
      const answer = find(scope, input.id);
      return { scope, id: input.id, label, input, ...(answer !== undefined && { stored: answer }) };
    }),
  );
  const orphans = stored
    .filter(({ scope, id }) => !known.some((one) => one.scope === scope && one.id === id))
    .map((answer): KnownInput => {
      const label = declared.find(({ scope }) => scope === answer.scope)?.label ?? answer.scope;
      return { scope: answer.scope, id: answer.id, label, stored: answer };
    });
  return [...known, ...orphans];
}
