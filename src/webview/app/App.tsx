import { useEffect, useRef } from 'react';
import { ErrorBoundary } from '../components/ErrorBoundary';
import { DevBar } from './DevBar';
import { Header } from './Header';
import { useView } from './InspectorContext';
import { keepFocus } from './keepFocus';
import { Overlays } from './Overlays';
import { ProblemBar } from './ProblemBar';
import { SCREEN_DEFINITIONS } from './screens';
import { panelId, TabBar, tabId } from './TabBar';
import { WaitingNews } from './WaitingNews';

export function App() {
  const screen = useView((view) => view.screen);
  const { Component } = SCREEN_DEFINITIONS[screen];
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  return (
    <div className="app" ref={root}>
      <header className="top">
        <Header />
        <TabBar />
      </header>
      <ProblemBar />
      <DevBar />
      <WaitingNews />
      <main className="screen">
        <div
          className="screen"
          role="tabpanel"
          id={panelId(screen)}
          aria-labelledby={tabId(screen)}
        >
          <ErrorBoundary key={screen}>
            <Component />
          </ErrorBoundary>
        </div>
      </main>
      <Overlays />
    </div>
  );
}
