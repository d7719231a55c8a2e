import type { CallRecord } from '../../../shared/model/session';
import type { Screen } from '../../state/viewState';

export interface CallWords {
  /** What was called: the name of a tool or a prompt, the URI of a resource, or the method itself. */
  readonly name: string;
  /** Where it is shown, and as which item. */
  readonly screen: Extract<Screen, 'tools' | 'prompts' | 'resources'> | undefined;
}

const SCREENS = {
  'tools/call': 'tools',
  'prompts/get': 'prompts',
  'resources/read': 'resources',
} as const;

export function callWords({ method, params }: Pick<CallRecord, 'method' | 'params'>): CallWords {
  const name = params.name ?? params.uri;
  const screen = SCREENS[method as keyof typeof SCREENS] as CallWords['screen'];
  return typeof name === 'string' ? { name, screen } : { name: method, screen: undefined };
}
