import { t } from '@vscode/l10n';
import type { PaletteCommand } from './paletteCommand';

/** Whatever a person can press on a screen, but for the rows of its lists and what its texts hold. */
const PRESSABLE = 'button, vscode-button, summary';
const NO_ACTION =
  '[role=listbox] *, [role=grid] *, [role=tree] *, .markdown *, .json-editor *, .form *';

/**
 * The actions of the screen that is shown: its buttons, by their names. A screen need not name its actions
 * twice, and none can be missing here.
 */
export function screenActions(root: ParentNode = document): readonly PaletteCommand[] {
  const found = new Map<string, PaletteCommand>();
  for (const element of root.querySelectorAll<HTMLElement>(
    `main :is(${PRESSABLE}), .problem-bar :is(${PRESSABLE})`,
  )) {
    const label = nameOf(element);
    if (label === '' || found.has(label) || !isOnOffer(element)) continue;
    found.set(label, {
      id: `action ${label}`,
      label,
      icon: iconOf(element),
      group: t('On this screen'),
      focus: 'back',
      run: () => element.click(),
    });
  }
  return [...found.values()];
}

function isOnOffer(element: HTMLElement): boolean {
  if (element.matches(NO_ACTION) || element.closest('[inert], [aria-hidden=true]')) return false;
  const { disabled } = element as HTMLElement & { disabled?: boolean };
  return !disabled && element.checkVisibility();
}

function nameOf(element: HTMLElement): string {
  const name = element.ariaLabel ?? element.textContent ?? '';
  return name.replaceAll(/\s+/g, ' ').trim();
}

function iconOf(element: HTMLElement): string {
  const classes = element.querySelector('.codicon')?.classList ?? [];
  const icon = [...classes].find((name) => name.startsWith('codicon-'));
  return icon?.slice('codicon-'.length) ?? 'circle-small-filled';
}
