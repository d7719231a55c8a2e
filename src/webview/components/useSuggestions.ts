import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../state/inspector';
import type { Completion } from './completion';

export interface Suggestions {
  /** The last answer; absent before the first. */
  readonly answer?: Completion | undefined;
  readonly problem?: string | undefined;
  readonly isAsking: boolean;
  /** Asks for what fits `value`. */
  ask(value: string): void;
}

/**
 * Asks while one types. One question is under way at a time: what is typed meanwhile waits for the answer, and of
 * that only the latest is asked. So a slow server is asked seldom and a fast one at each letter.
 */
export function useSuggestions(complete: (value: string) => Promise<Completion>): Suggestions {
  const [state, setState] = useState<Omit<Suggestions, 'ask'>>({ isAsking: false });
  const newest = useRef(complete);
  useEffect(() => {
    newest.current = complete;
  }, [complete]);
  const wanted = useRef<string>(undefined);
  const asking = useRef(false);
  const work = async () => {
    asking.current = true;
    while (wanted.current !== undefined) {
      const value = wanted.current;
      wanted.current = undefined;
      setState((before) => ({ ...before, isAsking: true }));
      const next = await newest.current(value).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ problem: messageOf(error) }),
      );
      setState({ ...next, isAsking: wanted.current !== undefined });
    }
    asking.current = false;
  };
  const ask = (value: string) => {
    wanted.current = value;
    if (!asking.current) void work();
  };
  return { ...state, ask };
}
