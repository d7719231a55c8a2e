import type { TrafficKind } from '../../../shared/model/traffic';

/** How an entry's kind is told: a word, an icon for what needs attention, never colour alone. */
export const kindLooks: Record<
  TrafficKind,
  {
    readonly word: string;
    readonly plural: string;
    readonly icon: string;
    readonly meaning: string;
  }
> = {
  request: {
    word: 'Request',
    plural: 'Requests',
    icon: 'arrow-right',
    meaning: 'Asks for an answer',
  },
  response: { word: 'Response', plural: 'Responses', icon: 'arrow-left', meaning: 'A result' },
  error: { word: 'Error', plural: 'Errors', icon: 'error', meaning: 'An answer with an error' },
  notification: {
    word: 'Notification',
    plural: 'Notifications',
    icon: 'bell',
    meaning: 'Asks for no answer',
  },
  noise: {
    word: 'Noise',
    plural: 'Noise',
    icon: 'warning',
    meaning: 'A line on stdout that is no message',
  },
  stderr: { word: 'stderr', plural: 'stderr', icon: 'terminal', meaning: 'A line on stderr' },
  http: {
    word: 'HTTP',
    plural: 'HTTP',
    icon: 'globe',
    meaning: 'HTTP beneath the messages: heads, and what else a stream carries',
  },
  httpError: {
    word: 'HTTP error',
    plural: 'HTTP errors',
    icon: 'error',
    meaning: 'An HTTP answer that says of a failure, or none',
  },
};

/** stderr, noise and HTTP belong to no message. */
export function isMessage(kind: TrafficKind): boolean {
  return kind !== 'noise' && kind !== 'stderr' && !isHttp(kind);
}

export function isHttp(kind: TrafficKind): boolean {
  return kind === 'http' || kind === 'httpError';
}
