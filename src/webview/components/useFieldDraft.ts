import { useViewPart } from '../app/InspectorContext';

const EMPTY = {};

/** Text values that a person fills in, remembered under `key`. */
export function useFieldDraft(
  key: string,
): [Readonly<Record<string, string>>, (name: string, value: string) => void] {
  const [drafts, change] = useViewPart('fieldDrafts');
  const setValue = (name: string, value: string) =>
    change((all) => ({ ...all, [key]: { ...all[key], [name]: value } }));
  return [drafts[key] ?? EMPTY, setValue];
}
