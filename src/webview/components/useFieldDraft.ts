import { useViewPart } from '../app/InspectorContext';

type Values = Readonly<Record<string, string>>;

const EMPTY: Values = {};

/** Text values that a person fills in, remembered under `key`. */
export function useFieldDraft(
  key: string,
): [
  values: Values,
  setValue: (name: string, value: string) => void,
  setValues: (values: Values) => void,
] {
  const [drafts, change] = useViewPart('fieldDrafts');
  const setValue = (name: string, value: string) =>
    change((all) => ({ ...all, [key]: { ...all[key], [name]: value } }));
  const setValues = (values: Values) => change((all) => ({ ...all, [key]: values }));
  return [drafts[key] ?? EMPTY, setValue, setValues];
}
