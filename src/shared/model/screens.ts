import { t } from '@vscode/l10n';

/** The screens of the Inspector in the order of their tabs. */
export const SCREENS = [
  'overview',
  'tools',
  'resources',
  'prompts',
  'requests',
  'tasks',
  'messages',
  'logs',
  'changes',
  'settings',
] as const;

export type Screen = (typeof SCREENS)[number];

/** What a screen is called, in the language of VS Code. */
export function screenLabel(screen: Screen): string {
  return screenLabels()[screen];
}

function screenLabels(): Readonly<Record<Screen, string>> {
  return {
    overview: t('Overview'),
    tools: t('Tools'),
    resources: t('Resources'),
    prompts: t('Prompts'),
    requests: t('Requests'),
    tasks: t('Tasks'),
    messages: t('Messages'),
    logs: t('Logs'),
    changes: t('Changes'),
    settings: t('Settings'),
  };
}
