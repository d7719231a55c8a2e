const LIST = 'main :is([role=listbox], [role=grid], [role=tree])';
const TAB = '[role=tab][aria-selected=true]';

/**
 * Leads the focus into the list of the screen on show. Until there is one, and where there is none, its tab
 * has the focus; a list that comes later takes it over, unless the person has gone on in the meantime.
 */
export function focusScreen(): void {
  if (focusList()) return;
  const tab = document.querySelector<HTMLElement>(TAB);
  tab?.focus();
  const main = document.querySelector('main');
  if (!tab || !main) return;
  const over = new AbortController();
  const observer = new MutationObserver(() => {
    if (focusList()) over.abort();
  });
  over.signal.addEventListener('abort', () => observer.disconnect());
  const stop = () => over.abort();
  for (const event of ['keydown', 'pointerdown', 'focusin'])
    document.addEventListener(event, stop, { signal: over.signal, capture: true });
  observer.observe(main, { childList: true, subtree: true });
}

function focusList(): boolean {
  const list = document.querySelector<HTMLElement>(LIST);
  list?.focus();
  return list !== null;
}
