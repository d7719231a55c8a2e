import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

const FOCUSABLE = 'input, button, a[href], [tabindex="0"]';

/** A box above everything, which holds the focus. Escape and a press beside it close it. */
export function Overlay(props: { label: string; children: ReactNode; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    (box.current?.querySelector<HTMLElement>(FOCUSABLE) ?? box.current)?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose();
    else if (event.key === 'Tab') turnAround(event, box.current);
    else return;
    event.stopPropagation();
  };
  return (
    <div
      className="overlay"
      onPointerDown={(event) => event.target === event.currentTarget && props.onClose()}
    >
      <div
        className="overlay-box"
        role="dialog"
        aria-modal="true"
        aria-label={props.label}
        tabIndex={-1}
        ref={box}
        onKeyDown={onKeyDown}
      >
        {props.children}
      </div>
    </div>
  );
}

/** At its last element Tab goes to the first one, and back. */
function turnAround(event: KeyboardEvent, box: HTMLElement | null): void {
  const inside = [...(box?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const end = event.shiftKey ? inside[0] : inside.at(-1);
  if (end !== undefined && document.activeElement !== end) return;
  event.preventDefault();
  (event.shiftKey ? inside.at(-1) : inside[0])?.focus();
}
