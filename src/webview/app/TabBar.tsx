import { t } from '@vscode/l10n';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { screenLabel } from '../../shared/model/screens';
import { compactCount } from '../components/format';
import { IconButton } from '../components/IconButton';
import { SCREENS, type Screen } from '../state/viewState';
import { useInspector, useModel, useView } from './InspectorContext';
import { openOverlay } from './Overlays';
import { SCREEN_DEFINITIONS } from './screens';

export const tabId = (screen: Screen) => `tab-${screen}`;
export const panelId = (screen: Screen) => `panel-${screen}`;

export function TabBar() {
  const current = useView((view) => view.screen);
  const inspector = useInspector();
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(current, event.key);
    if (!next) return;
    event.preventDefault();
    inspector.show(next);
    document.getElementById(tabId(next))?.focus();
  };
  const bar = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(bar);
  return (
    <div className="tab-bar">
      <div
        className="tabs"
        ref={bar}
        role="tablist"
        aria-label={t('Screens')}
        onKeyDown={onKeyDown}
      >
        {SCREENS.map((screen) => (
          <Tab key={screen} screen={screen} selected={screen === current} />
        ))}
      </div>
      {overflows && (
        <IconButton
          icon="ellipsis"
          label={t('All screens')}
          onClick={() => openOverlay('screens')}
        />
      )}
    </div>
  );
}

/** Whether the bar holds more tabs than can be seen. */
function useOverflow(bar: RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    // The button that says so takes room itself: it goes when all would fit without it.
    const measure = () =>
      setOverflows(element.scrollWidth > (element.parentElement ?? element).clientWidth);
    const observer = new ResizeObserver(measure);
    for (const one of [element, ...element.children]) observer.observe(one);
    return () => observer.disconnect();
  }, [bar]);
  return overflows;
}

function Tab({ screen, selected }: { screen: Screen; selected: boolean }) {
  const inspector = useInspector();
  const { count: countIn, alert } = SCREEN_DEFINITIONS[screen];
  const count = useModel((model) => countIn?.(model) ?? 0);
  const tab = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // In a narrow panel the bar scrolls.
    if (selected) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  return (
    <button
      ref={tab}
      type="button"
      role="tab"
      className="tab"
      id={tabId(screen)}
      aria-selected={selected}
      aria-controls={selected ? panelId(screen) : undefined}
      tabIndex={selected ? 0 : -1}
      onClick={() => inspector.show(screen)}
    >
      <span className="tab-label">{screenLabel(screen)}</span>
      {count > 0 && <Count count={count} alert={alert?.(count)} />}
    </button>
  );
}

/** How many there are is information; a warning calls. */
function Count({ count, alert }: { count: number; alert: string | undefined }) {
  if (alert === undefined) return <span className="tab-count">{compactCount(count)}</span>;
  return (
    <vscode-badge variant="counter" title={alert}>
      {count}
    </vscode-badge>
  );
}

function neighbour(screen: Screen, key: string): Screen | undefined {
  const index = SCREENS.indexOf(screen);
  if (key === 'ArrowRight') return SCREENS[(index + 1) % SCREENS.length];
  if (key === 'ArrowLeft') return SCREENS.at(index - 1);
  if (key === 'Home') return SCREENS[0];
  return key === 'End' ? SCREENS.at(-1) : undefined;
}
