import { useEffect } from 'react';
import { isOpen } from '../../../shared/model/session';
import type { Subscription } from '../../../shared/model/sessionState';
import { useInspector, useView } from '../../app/InspectorContext';
import { type Calls, useCalls } from '../../components/useCalls';
import { useSubscriptions } from './subscriptions';

export interface Reading {
  readonly calls: Calls;
  readonly subscription: Subscription | undefined;
  /** The server has told of a change since the last reading began. */
  readonly changed: boolean;
  read(): Promise<void>;
}

/** What was read of the resource at `uri`; reads it again by itself upon a change where a person wants that. */
export function useReading(uri: string, ready: boolean): Reading {
  const inspector = useInspector();
  const calls = useCalls('resources/read', 'uri', uri);
  const subscription = useSubscriptions().find((one) => one.uri === uri);
  const followed = useView((view) => view.followedResources[uri] ?? false);
  const last = calls.all[0];
  const isReading = last !== undefined && isOpen(last);
  const changedAt = subscription?.changedAt;
  const changed = last !== undefined && changedAt !== undefined && changedAt > last.startedAt;
  useEffect(() => {
    if (followed && ready && changed && !isReading) void inspector.call('resources/read', { uri });
  }, [inspector, uri, followed, ready, changed, isReading, changedAt]);
  const read = async () => {
    if (await inspector.call('resources/read', { uri })) calls.choose(undefined);
  };
  return { calls, subscription, changed, read };
}
