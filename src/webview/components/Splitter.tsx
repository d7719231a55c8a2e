import { t } from '@vscode/l10n';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';

/** Px by which an arrow key moves it. */
const STEP = 20;

/** The sash between two panes: dragged with a pointer, or moved with the arrow keys. */
export function Splitter(props: {
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const [drag, setDrag] = useState<{ from: number; value: number } | undefined>(undefined);
  const set = (value: number) =>
    props.onChange(Math.round(Math.max(props.min, Math.min(props.max, value))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: event.clientX, value: props.value });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowLeft: props.value - STEP,
      ArrowRight: props.value + STEP,
      Home: props.min,
      End: props.max,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    set(target);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this separator can
    <div
      className="splitter"
      role="separator"
      aria-label={t('Width of the list')}
      aria-orientation="vertical"
      aria-valuenow={props.value}
      aria-valuemin={props.min}
      aria-valuemax={props.max}
      tabIndex={0}
      data-active={drag !== undefined}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => drag && set(drag.value + event.clientX - drag.from)}
      onPointerUp={() => setDrag(undefined)}
      onPointerCancel={() => setDrag(undefined)}
    />
  );
}
