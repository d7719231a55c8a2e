import { t } from '@vscode/l10n';
import type { CallRecord } from '../../shared/model/session';
import { isObject } from '../schema/isObject';

export interface CallLook {
  readonly icon: string;
  readonly word: string;
  readonly tone: 'busy' | 'good' | 'warning' | 'bad' | 'neutral';
}

/** How a call ended. A tool's own error is told apart from one of the protocol. */
export function callLook(call: CallRecord): CallLook {
  switch (call.status) {
    case 'running':
      return { icon: 'loading', word: t('Running'), tone: 'busy' };
    case 'inputRequired':
      return { icon: 'bell-dot', word: t('Waiting for your answer'), tone: 'busy' };
    case 'succeeded':
      if (isToolError(call)) return { icon: 'warning', word: t('Tool error'), tone: 'warning' };
      return { icon: 'pass', word: t('Succeeded'), tone: 'good' };
    case 'failed':
      return { icon: 'error', word: t('Request failed'), tone: 'bad' };
    case 'cancelled':
      return { icon: 'circle-slash', word: t('Cancelled'), tone: 'neutral' };
    case 'timedOut':
      return { icon: 'watch', word: t('Timed out'), tone: 'bad' };
  }
}

/** The tool ran and reports that it failed. */
export function isToolError(call: CallRecord): boolean {
  return isObject(call.result) && call.result.isError === true;
}
