import { t } from '@vscode/l10n';
import type { CallRecord } from '../../shared/model/session';
import { WireError } from '../transport/wireError';
import { InvalidAnswerError } from './connection';
import type { PendingOutcome } from './pendingRequests';
import type { Params } from './protocol';
import { Stopped } from './sessionLink';

/** What a person changes of a call that is sent again. */
export interface RetryChange {
  /** In place of what was answered. */
  readonly inputResponses?: Params | undefined;
  /** In place of what the server gave; null: none. */
  readonly requestState?: string | null | undefined;
}

/** The same request with what the server asked for, and its state exactly as it gave it. */
export function paramsOfRetry(
  params: Params,
  result: Params | undefined,
  responses: Params,
  change: RetryChange,
): Params {
  if (!result) return params;
  const inputResponses =
    change.inputResponses ?? (result.inputRequests === undefined ? undefined : responses);
  const { requestState = result.requestState } = change;
  return {
    ...params,
    ...(inputResponses !== undefined && { inputResponses }),
    ...(requestState !== undefined && requestState !== null && { requestState }),
  };
}

/** How a call ends that got no answer. */
export function outcomeOfError(error: unknown): Partial<CallRecord> {
  if (error instanceof Stopped) return { status: error.why, error: { message: error.message } };
  const message = error instanceof Error ? error.message : String(error);
  return { status: 'failed', error: { message, ...dataOf(error) } };
}

/** What the server did say, when it was no proper answer. */
function dataOf(error: unknown): { data: unknown } | undefined {
  if (error instanceof InvalidAnswerError) return { data: error.raw };
  if (error instanceof WireError && error.failure.kind === 'http') {
    const { status, headers, bodyHead } = error.failure.exchange;
    return { data: { status, headers, bodyHead } };
  }
  return undefined;
}

/** Says why a call that waited for input is given up: one of its requests has no response. */
export function notAnswered(method: string, status: PendingOutcome['status']): string {
  switch (status) {
    case 'answered':
    case 'declined':
      return t('{0} was declined', method);
    case 'cancelled':
      return t('{0} was cancelled', method);
    case 'withdrawn':
      return t('{0} was withdrawn', method);
    default:
      return t('{0} was not answered', method);
  }
}

/** What is wrong with a result that is no end and asks for nothing; undefined if it does ask. */
export function faultOf({ inputRequests, requestState }: Params): string | undefined {
  if (inputRequests !== undefined || requestState !== undefined) return undefined;
  return t('it names neither "inputRequests" nor "requestState"');
}
