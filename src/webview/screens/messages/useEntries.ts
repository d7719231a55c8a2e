import { useEffect, useState } from 'react';
import type { TrafficEntry } from '../../../shared/model/traffic';
import { useInspector, useModel } from '../../app/InspectorContext';
import { type Inspector, messageOf } from '../../state/inspector';

/** An entry and the other half of its pair, in the order in which they passed. */
export function useEntries(seq: number): {
  /** Undefined while they are fetched; empty when the entry is gone. */
  entries: readonly TrafficEntry[] | undefined;
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
  return { entries, error };
}

async function fetchPair(inspector: Inspector, seq: number): Promise<readonly TrafficEntry[]> {
  const fetch = (one: number) =>
    inspector.ask('inspector/trafficEntry', { serverId: inspector.serverId, seq: one });
  const entry = await fetch(seq);
  if (!entry) return [];
  const other = entry.pairSeq === undefined ? null : await fetch(entry.pairSeq);
  return other ? [entry, other].sort((a, b) => a.seq - b.seq) : [entry];
}
