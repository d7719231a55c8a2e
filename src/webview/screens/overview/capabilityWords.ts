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
      return told(
        'Offers tools that can be called',
        value.listChanged && 'says when the list changes',
      );
    case 'resources':
      return told(
        'Offers resources that can be read',
        value.subscribe && 'can be subscribed to',
        value.listChanged && 'says when the list changes',
      );
    case 'prompts':
      return told('Offers prompts', value.listChanged && 'says when the list changes');
    case 'logging':
      return told('Sends log messages at a level that can be set');
    case 'completions':
      return told('Completes arguments of prompts and resource templates');
    case 'tasks':
      return told('Runs requests as tasks that can be looked up later');
    case 'experimental':
    case 'extensions':
      return Object.keys(value).join(', ');
    default:
      return JSON.stringify(value);
  }
}

function told(...parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'string').join('; ');
}
