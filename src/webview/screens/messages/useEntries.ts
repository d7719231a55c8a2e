import { useEffect, useState } from 'react';
import type { TrafficEntry } from '../../../shared/model/traffic';
import { useInspector, useModel } from '../../app/InspectorContext';
import { type Inspector, messageOf } from '../../state/inspector';
import { isMessage } from './kindLook';

/** An entry and the other half of its pair, in the order in which they passed. */
export function useEntries(seq: number): {
  /** Undefined while they are fetched; empty when the entry is gone. */
  entries: readonly TrafficEntry[] | undefined;
  /** The heads of the HTTP exchange that carried the first of them. */
  http: readonly TrafficEntry[] | undefined;
  error: string | undefined;
} {
  const inspector = useInspector();
  const [entries, setEntries] = useState<readonly TrafficEntry[]>();
  const [error, setError] = useState<string>();
  const waits = entries?.length === 1 && entries[0]?.kind === 'request';
  // A request that still waits is looked up again with every change of the log.
  const revision = useModel((model) => (waits || !entries ? model.trafficRevision : 0));
  useEffect(() => {
    let current = true;
    fetchPair(inspector, seq).then(
      (found) => {
        if (!current) return;
        setEntries(found);
        setError(undefined);
      },
      (reason: unknown) => current && setError(messageOf(reason)),
    );
    return () => {
      current = false;
    };
  }, [inspector, seq, revision]);
  return { entries, http: useHttp(entries), error };
}

function useHttp(
  entries: readonly TrafficEntry[] | undefined,
): readonly TrafficEntry[] | undefined {
  const inspector = useInspector();
  const [http, setHttp] = useState<readonly TrafficEntry[]>();
  const carrier = entries?.find(({ kind, httpSeq }) => isMessage(kind) && httpSeq !== undefined);
  const seq = carrier?.httpSeq;
  // Its answer may come after it was looked up first.
  const count = entries?.length;
  useEffect(() => {
    let current = true;
    setHttp(undefined);
    if (seq === undefined) return;
    fetchPair(inspector, seq).then(
      (found) => current && setHttp(found),
      // The messages themselves are shown without it.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [inspector, seq, count]);
  return http;
}

async function fetchPair(inspector: Inspector, seq: number): Promise<readonly TrafficEntry[]> {
  const fetch = (one: number) =>
    inspector.ask('inspector/trafficEntry', { serverId: inspector.serverId, seq: one });
  const entry = await fetch(seq);
  if (!entry) return [];
  const other = entry.pairSeq === undefined ? null : await fetch(entry.pairSeq);
  return other ? [entry, other].sort((a, b) => a.seq - b.seq) : [entry];
}
