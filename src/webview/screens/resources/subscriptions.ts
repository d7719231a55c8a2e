import type { CallRecord } from '../../../shared/model/session';
import type { Subscription } from '../../../shared/model/sessionState';
import { useModel } from '../../app/InspectorContext';

const NONE: readonly Subscription[] = [];

/** What the session is subscribed to. */
export function useSubscriptions(): readonly Subscription[] {
  return useModel((model) => model.sessionState?.subscriptions ?? NONE);
}

/** When the resource was last asked for, epoch ms. */
export function lastRead(calls: readonly CallRecord[], uri: string): number | undefined {
  const isRead = ({ method, params }: CallRecord) =>
    method === 'resources/read' && params.uri === uri;
  return calls.findLast(isRead)?.startedAt;
}
