import { t } from '@vscode/l10n';
import type { SessionSummary } from '../../../shared/model/session';

type Capabilities = SessionSummary['capabilities'];

/** The capabilities of a server, each with what it means. Names are those of the MCP specification. */
export function capabilityWords(
  capabilities: Capabilities,
): readonly { readonly name: string; readonly text: string }[] {
  return Object.entries(capabilities)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ({ name, text: words(name, value as Record<string, unknown>) }));
}

function words(name: string, value: Record<string, unknown>): string {
  switch (name) {
    case 'tools':
      return value.listChanged
        ? t('Offers tools that can be called; says when the list changes')
        : t('Offers tools that can be called');
    case 'resources':
      return resourcesWords(Boolean(value.subscribe), Boolean(value.listChanged));
    case 'prompts':
      return value.listChanged
        ? t('Offers prompts; says when the list changes')
        : t('Offers prompts');
    case 'logging':
      return t('Sends log messages at a level that can be set');
    case 'completions':
      return t('Completes arguments of prompts and resource templates');
    case 'tasks':
      return t('Runs requests as tasks that can be looked up later');
    case 'experimental':
    case 'extensions':
      return Object.keys(value).join(', ');
    default:
      return JSON.stringify(value);
  }
}

function resourcesWords(subscribe: boolean, listChanged: boolean): string {
  if (subscribe && listChanged) {
    return t('Offers resources that can be read; can be subscribed to; says when the list changes');
  }
  if (subscribe) return t('Offers resources that can be read; can be subscribed to');
  return listChanged
    ? t('Offers resources that can be read; says when the list changes')
    : t('Offers resources that can be read');
}
