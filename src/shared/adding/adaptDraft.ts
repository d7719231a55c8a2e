import type { InputDefinition } from '../config/serverEntry';
import type { EntryDraft, EntryJson } from './entryDraft';

/** What matters of the place in which an entry is to be written. */
export interface DraftTarget {
  /** Inputs may be declared in it. */
  readonly keepsInputs: boolean;
  /** Those that are. */
  readonly inputs: readonly InputDefinition[];
  /** Other clients read it too, and would not know what `${workspaceFolder}` means. */
  readonly isShared: boolean;
  /** Absolute path that `${workspaceFolder}` is to be replaced by, where the place is of no workspace. */
  readonly workspaceFolder?: string;
}

/**
 * Fits a draft to the place where it is to be written: ids of inputs that are taken get another name, secrets
 * become variables of the environment where no inputs can be declared, folders become absolute or relative.
 */
export function adaptDraft(draft: EntryDraft, target: DraftTarget): EntryDraft {
  const placed = { ...draft, entry: mapTexts(draft.entry, (text) => placedText(text, target)) };
  return target.keepsInputs ? withFreeIds(placed, target.inputs) : withVariables(placed);
}

/** Replaces `${input:…}` of values that are no secret, in every text of the entry. */
export function answerInputs(draft: EntryDraft, answers: ReadonlyMap<string, string>): EntryDraft {
  const entry = mapTexts(draft.entry, (text) =>
    text.replaceAll(/\$\{input:([^}]+)\}/g, (written, id: string) => answers.get(id) ?? written),
  );
  return { ...draft, entry, inputs: draft.inputs.filter(({ id }) => !answers.has(id)) };
}

function placedText(text: string, { workspaceFolder, isShared }: DraftTarget): string {
  if (workspaceFolder !== undefined) {
    return text.replaceAll('${workspaceFolder}', () => workspaceFolder);
  }
  if (!isShared) return text;
  // Relative paths start from the folder of the file for everybody who reads it.
  return text.replaceAll('${workspaceFolder}/', './').replaceAll('${workspaceFolder}', '.');
}

function withFreeIds(draft: EntryDraft, declared: readonly InputDefinition[]): EntryDraft {
  const renamed = new Map<string, string>();
  const inputs = draft.inputs.map((input) => {
    const twin = declared.find(({ id }) => id === input.id);
    if (twin === undefined || isSame(twin, input)) return input;
    let id = input.id;
    for (let count = 2; declared.some((one) => one.id === id); count++) id = `${input.id}-${count}`;
    renamed.set(input.id, id);
    return { ...input, id };
  });
  const entry = mapTexts(draft.entry, (text) =>
    text.replaceAll(
      /\$\{input:([^}]+)\}/g,
      (_, id: string) => `\${input:${renamed.get(id) ?? id}}`,
    ),
  );
  const answers = Object.entries(draft.answers ?? {}).map(
    ([id, answer]) => [renamed.get(id) ?? id, answer] as const,
  );
  return { ...draft, entry, inputs, answers: Object.fromEntries(answers) };
}

function isSame(a: InputDefinition, b: InputDefinition): boolean {
  return a.type === b.type && a.description === b.description;
}

function withVariables(draft: EntryDraft): EntryDraft {
  const names = new Map(draft.inputs.map(({ id }) => [id, variableOf(draft, id)]));
  const entry = mapTexts(draft.entry, (text) =>
    text.replaceAll(/\$\{input:([^}]+)\}/g, (written, id: string) => {
      const name = names.get(id);
      return name === undefined ? written : `\${env:${name}}`;
    }),
  );
  return { name: draft.name, entry, inputs: [] };
}

/** The variable that the value goes to, or one named after the input. */
function variableOf({ entry }: EntryDraft, id: string): string {
  const { env } = entry;
  const own = Object.entries(typeof env === 'object' && env !== null ? env : {}).find(
    ([, value]) => value === `\${input:${id}}`,
  );
  return own?.[0] ?? id.toUpperCase().replace(/[^A-Z\d]+/g, '_');
}

/** The entry with every text in it changed; the keys stay. */
export function mapTexts(entry: EntryJson, change: (text: string) => string): EntryJson {
  return mapped(entry, change) as EntryJson;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, change)]));
}
