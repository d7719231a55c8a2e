import { type KeyboardEvent, useEffect, useRef } from 'react';
import { compactCount, counted } from '../components/format';
import type { ServerModel } from '../state/serverModel';
import { SCREENS, type Screen } from '../state/viewState';
import { useInspector, useModel, useView } from './InspectorContext';

const labels: Record<Screen, string> = {
  overview: 'Overview',
  tools: 'Tools',
  resources: 'Resources',
  prompts: 'Prompts',
  messages: 'Messages',
};

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
  return (
    <div className="tabs" role="tablist" aria-label="Screens" onKeyDown={onKeyDown}>
      {SCREENS.map((screen) => (
        <Tab key={screen} screen={screen} selected={screen === current} />
      ))}
    </div>
  );
}

function Tab({ screen, selected }: { screen: Screen; selected: boolean }) {
  const inspector = useInspector();
  const count = useModel((model) => countOf(model, screen));
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
      <span className="tab-label">{labels[screen]}</span>
      {count > 0 && <Count screen={screen} count={count} />}
    </button>
  );
}

/** How many there are is information; a warning calls. */
function Count({ screen, count }: { screen: Screen; count: number }) {
  if (screen !== 'overview') return <span className="tab-count">{compactCount(count)}</span>;
  return (
    <vscode-badge variant="counter" title={counted(count, 'warning')}>
      {count}
    </vscode-badge>
  );
}

function countOf(model: ServerModel, screen: Screen): number {
  const { catalog } = model;
  switch (screen) {
    case 'overview':
      return model.server?.warnings.length ?? 0;
    case 'tools':
      return catalog.tools.length;
    case 'resources':
      return catalog.resources.length + catalog.resourceTemplates.length;
    case 'prompts':
      return catalog.prompts.length;
    case 'messages':
      return model.trafficTotal;
  }
}

function neighbour(screen: Screen, key: string): Screen | undefined {
  const index = SCREENS.indexOf(screen);
  if (key === 'ArrowRight') return SCREENS[(index + 1) % SCREENS.length];
  if (key === 'ArrowLeft') return SCREENS.at(index - 1);
  if (key === 'Home') return SCREENS[0];
  return key === 'End' ? SCREENS.at(-1) : undefined;
}
