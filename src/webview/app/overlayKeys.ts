import { t } from '@vscode/l10n';
export type OverlayName = 'commands' | 'screens' | 'shortcuts';

const isMac = navigator.platform.startsWith('Mac');

/** VS Code itself takes them in its text editors only, and leaves them to a panel. */
export const PALETTE_KEYS = isMac ? t('⇧⌘Space') : t('Ctrl+Shift+Space');

/** What a key opens; undefined: nothing. */
export function overlayFor(event: KeyboardEvent): OverlayName | undefined {
  const { key, code, shiftKey, altKey } = event;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (mod && shiftKey && !altKey && code === 'Space') return 'commands';
  return key === '?' && !isWriting(event) ? 'shortcuts' : undefined;
}

/** Where a person writes, a question mark is one. */
function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
