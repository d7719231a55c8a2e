import { useEffect, useMemo } from 'react';
import { type CallRecord, isOpen } from '../../shared/model/session';
import { useInspector, useModel, useViewPart } from '../app/InspectorContext';
import { callsOf } from '../state/serverModel';

export interface Calls {
  /** Newest first. */
  readonly all: readonly CallRecord[];
  /** The one to look at: as chosen, or the newest. */
  readonly shown: CallRecord | undefined;
  readonly running: CallRecord | undefined;
  /** Undefined: the newest again. */
  choose(callId: string | undefined): void;
}

/** The calls of one tool, prompt or resource, and which of them is looked at. */
export function useCalls(method: string, key: 'name' | 'uri', value: string): Calls {
  const inspector = useInspector();
  const records = useModel((model) => model.calls);
  const all = useMemo(() => callsOf(records, method, key, value), [records, method, key, value]);
  const [chosen, change] = useViewPart('chosenCalls');
  const slot = `${method} ${value}`;
  const shown = all.find((call) => call.id === chosen[slot]) ?? all[0];
  useEffect(() => {
    if (shown) void inspector.loadResult(shown);
  }, [inspector, shown]);
  return {
    all,
    shown,
    running: all.find(isOpen),
    choose: (callId) =>
      change(({ [slot]: _old, ...rest }) =>
        callId === undefined ? rest : { ...rest, [slot]: callId },
      ),
  };
}
