const FOCUSABLE =
  'button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex="0"]';

/**
 * When what has the focus goes away, such as a button that is done, the focus goes to what is nearest to it
 * instead of to nowhere, where the keyboard reaches nothing.
 * @returns ends it
 */
export function keepFocus(root: HTMLElement): () => void {
  let path: readonly Element[] = [];
  const onFocus = ({ target }: FocusEvent) => {
    path = target instanceof Element ? pathOf(target, root) : [];
  };
  const onBlur = () => {
    // The person left it, unless it is being taken away: then it is not there any more a moment later.
    const left = path;
    queueMicrotask(() => {
      if (path === left && left[0]?.isConnected) path = [];
    });
  };
  const observer = new MutationObserver(() => {
    const [focused] = path;
    if (focused === undefined || focused.isConnected) return;
    const rest = path;
    path = [];
    if (document.activeElement === document.body) nearest(rest)?.focus();
  });
  root.addEventListener('focusin', onFocus);
  root.addEventListener('focusout', onBlur);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', onFocus);
    root.removeEventListener('focusout', onBlur);
  };
}

function pathOf(element: Element, root: Element): readonly Element[] {
  const path: Element[] = [];
  for (let up: Element | null = element; up && up !== root.parentElement; up = up.parentElement)
    path.push(up);
  return path;
}

/** The first that can have the focus in the innermost part that is still there and has one. */
function nearest(path: readonly Element[]): HTMLElement | undefined {
  for (const part of path) {
    if (!part.isConnected) continue;
    const found = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].find((one) =>
      one.checkVisibility(),
    );
    if (found) return found;
  }
  return undefined;
}
