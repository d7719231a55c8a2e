import { ErrorBoundary } from '../components/ErrorBoundary';
import { MessagesScreen } from '../screens/messages/MessagesScreen';
import { OverviewScreen } from '../screens/overview/OverviewScreen';
import { PromptsScreen } from '../screens/prompts/PromptsScreen';
import { ResourcesScreen } from '../screens/resources/ResourcesScreen';
import { ToolsScreen } from '../screens/tools/ToolsScreen';
import type { Screen } from '../state/viewState';
import { Header } from './Header';
import { useView } from './InspectorContext';
import { ProblemBar } from './ProblemBar';
import { panelId, TabBar, tabId } from './TabBar';

const screens: Record<Screen, () => React.ReactNode> = {
  overview: OverviewScreen,
  tools: ToolsScreen,
  resources: ResourcesScreen,
  prompts: PromptsScreen,
  messages: MessagesScreen,
};

export function App() {
  const screen = useView((view) => view.screen);
  const Current = screens[screen];
  return (
    <div className="app">
      <header className="top">
        <Header />
        <TabBar />
      </header>
      <ProblemBar />
      <main className="screen">
        <div
          className="screen"
          role="tabpanel"
          id={panelId(screen)}
          aria-labelledby={tabId(screen)}
        >
          <ErrorBoundary key={screen}>
            <Current />
          </ErrorBoundary>
        </div>
      </main>
    </div>
  );
}
