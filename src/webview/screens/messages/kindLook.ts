import { t } from '@vscode/l10n';
import type { TrafficKind } from '../../../shared/model/traffic';

export interface KindLook {
  readonly word: string;
  readonly plural: string;
  readonly icon: string;
  readonly meaning: string;
}

/** How an entry's kind is told: a word, an icon for what needs attention, never colour alone. */
export function kindLook(kind: TrafficKind): KindLook {
  switch (kind) {
    case 'request':
      return {
        word: t('Request'),
        plural: t('Requests'),
        icon: 'arrow-right',
        meaning: t('Asks for an answer'),
      };
    case 'response':
      return {
        word: t('Response'),
        plural: t('Responses'),
        icon: 'arrow-left',
        meaning: t('A result'),
      };
    case 'error':
      return {
        word: t('Error'),
        plural: t('Errors'),
        icon: 'error',
        meaning: t('An answer with an error'),
      };
    case 'notification':
      return {
        word: t('Notification'),
        plural: t('Notifications'),
        icon: 'bell',
        meaning: t('Asks for no answer'),
      };
    case 'noise':
      return {
        word: t('Noise'),
        plural: t('Noise'),
        icon: 'warning',
        meaning: t('A line on stdout that is no message'),
      };
    case 'stderr':
      return { word: 'stderr', plural: 'stderr', icon: 'terminal', meaning: t('A line on stderr') };
    case 'http':
      return {
        word: 'HTTP',
        plural: 'HTTP',
        icon: 'globe',
        meaning: t('HTTP beneath the messages: heads, and what else a stream carries'),
      };
    case 'httpError':
      return {
        word: t('HTTP error'),
        plural: t('HTTP errors'),
        icon: 'error',
        meaning: t('An HTTP answer that says of a failure, or none'),
      };
  }
}

/** stderr, noise and HTTP belong to no message. */
export function isMessage(kind: TrafficKind): boolean {
  return kind !== 'noise' && kind !== 'stderr' && !isHttp(kind);
}

export function isHttp(kind: TrafficKind): boolean {
  return kind === 'http' || kind === 'httpError';
}
