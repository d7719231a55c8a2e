/** The screens of the Inspector in the order of their tabs, and what they are called. */
export const SCREEN_LABELS = {
  overview: 'Overview',
  tools: 'Tools',
  resources: 'Resources',
  prompts: 'Prompts',
  requests: 'Requests',
  tasks: 'Tasks',
  messages: 'Messages',
  logs: 'Logs',
  changes: 'Changes',
  settings: 'Settings',
} as const;

export type Screen = keyof typeof SCREEN_LABELS;

/** What a screen is called. */
export type ScreenLabel = (typeof SCREEN_LABELS)[Screen];

export const SCREENS = Object.keys(SCREEN_LABELS) as readonly Screen[];
