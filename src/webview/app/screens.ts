import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import { grouped } from '../components/format';
import { ChangesScreen } from '../screens/changes/ChangesScreen';
import { LogsScreen } from '../screens/logs/LogsScreen';
import { MessagesScreen } from '../screens/messages/MessagesScreen';
import { OverviewScreen } from '../screens/overview/OverviewScreen';
import { PromptsScreen } from '../screens/prompts/PromptsScreen';
import { RequestsScreen } from '../screens/requests/RequestsScreen';
import { ResourcesScreen } from '../screens/resources/ResourcesScreen';
import { SettingsScreen } from '../screens/settings/SettingsScreen';
import { TasksScreen } from '../screens/tasks/TasksScreen';
import { isRunning } from '../screens/tasks/taskLook';
import { ToolsScreen } from '../screens/tools/ToolsScreen';
import type { ServerModel } from '../state/serverModel';
import type { Screen } from '../state/viewState';

export interface ScreenDefinition {
  readonly Component: () => ReactNode;
  /** How many things there are to see; absent: nobody counts. */
  readonly count?: (model: ServerModel) => number;
  /** Says what the count is of, where it calls for attention. */
  readonly alert?: (count: number) => string;
}

/** Every screen of the Inspector. Their order is that of `SCREENS`. */
export const SCREEN_DEFINITIONS: Readonly<Record<Screen, ScreenDefinition>> = {
  overview: {
    Component: OverviewScreen,
    count: ({ server }) => server?.warnings.length ?? 0,
    alert: (count) => (count === 1 ? t('1 warning') : t('{0} warnings', grouped(count))),
  },
  tools: {
    Component: ToolsScreen,
    count: ({ catalog }) => catalog.tools.length,
  },
  resources: {
    Component: ResourcesScreen,
    count: ({ catalog }) => catalog.resources.length + catalog.resourceTemplates.length,
  },
  prompts: {
    Component: PromptsScreen,
    count: ({ catalog }) => catalog.prompts.length,
  },
  requests: {
    Component: RequestsScreen,
    count: ({ requests }) => requests.filter(({ status }) => status === 'pending').length,
    alert: (count) =>
      count === 1
        ? t('1 request waits for your answer')
        : t('{0} requests wait for your answer', grouped(count)),
  },
  tasks: {
    Component: TasksScreen,
    count: ({ tasks }) => tasks.filter(isRunning).length,
  },
  messages: {
    Component: MessagesScreen,
    count: ({ trafficTotal }) => trafficTotal,
  },
  logs: {
    Component: LogsScreen,
    count: ({ log, output }) =>
      log.length + output.filter(({ stream }) => stream === 'stderr').length,
  },
  changes: {
    Component: ChangesScreen,
    count: ({ recentChanges }) => recentChanges.length,
  },
  settings: { Component: SettingsScreen },
};
