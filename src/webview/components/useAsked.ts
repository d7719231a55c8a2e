import { useCallback, useEffect, useState } from 'react';
import { messageOf } from '../state/inspector';

/** Something that was asked of the host. */
export type Asked<T> =
  | { readonly status: 'loading'; readonly value?: T | undefined }
  | { readonly status: 'loaded'; readonly value: T }
  | { readonly status: 'failed'; readonly message: string; readonly value?: T | undefined };

/**
 * Asks when the view stands, and anew whenever `ask` is another function; what was known stays until then. An
 * answer that is overtaken by a later question is dropped.
 * @returns the answer, and what asks again
 */
export function useAsked<T>(ask: () => Promise<T>): [Asked<T>, () => void] {
  const [asked, setAsked] = useState<Asked<T>>({ status: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    ask().then(
      (value) => current && setAsked({ status: 'loaded', value }),
      (error: unknown) =>
        current &&
        setAsked(({ value }) => ({ status: 'failed', message: messageOf(error), value })),
    );
    return () => {
      current = false;
    };
  }, [ask, round]);
  return [asked, useCallback(() => setRound((now) => now + 1), [])];
}
