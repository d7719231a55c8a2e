import { useView, useViewPart } from '../app/InspectorContext';
import type { ViewState } from '../state/viewState';
import type { TextMode } from './textKinds';

/** So many choices are remembered, the latest. */
const LIMIT = 200;

/**
 * How a person wants to see a text of what is selected on the screen; undefined: nothing was chosen.
 * @param label tells it from other texts there
 */
export function useTextMode(label: string): [TextMode | undefined, (mode: TextMode) => void] {
  const place = useView(placeOf);
  const [modes, change] = useViewPart('textModes');
  const key = `${place} ${label}`;
  const choose = (mode: TextMode) =>
    change(({ [key]: _before, ...rest }) =>
      Object.fromEntries([...Object.entries(rest), [key, mode] as const].slice(-LIMIT)),
    );
  return [modes[key], choose];
}

function placeOf(view: ViewState): string {
  const part: unknown = view[view.screen as keyof ViewState];
  const selected = (part as { readonly selected?: string | number } | undefined)?.selected;
  return `${view.screen} ${selected ?? ''}`;
}
