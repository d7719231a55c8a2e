import { useCallback } from 'react';
import { useInspector, useModel } from '../app/InspectorContext';
import { isObject } from '../schema/isObject';

/** What a server proposes for a value. */
export interface Completion {
  readonly values: readonly string[];
  /** There are more than these: so many in all, or an unknown number. */
  readonly total?: number | undefined;
  readonly hasMore: boolean;
}

/** Asks for completions of an argument. */
export type Complete = (name: string, value: string) => Promise<Completion>;

type Reference =
  | { readonly type: 'ref/prompt'; readonly name: string }
  | { readonly type: 'ref/resource'; readonly uri: string };

/**
 * Completion by the server of the arguments of a prompt or a URI template.
 * @param given what the arguments are already; the server may complete one by the others
 * @returns undefined where the server offers none
 */
export function useComplete(
  { type, key }: { readonly type: Reference['type']; readonly key: string },
  given: Readonly<Record<string, string>>,
): Complete | undefined {
  const inspector = useInspector();
  const offered = useModel(({ server }) => {
    const session = server?.session;
    // Before 2025-03-26 servers could complete without saying so.
    return (
      session?.capabilities.completions !== undefined || session?.protocolVersion === '2024-11-05'
    );
  });
  const complete = useCallback<Complete>(
    async (name, value) => {
      const others = Object.entries(given).filter(([one, text]) => one !== name && text !== '');
      const result = await inspector.ask('inspector/complete', {
        serverId: inspector.serverId,
        ref: type === 'ref/prompt' ? { type, name: key } : { type, uri: key },
        argument: { name, value },
        ...(others.length > 0 && { context: { arguments: Object.fromEntries(others) } }),
      });
      return readCompletion(result);
    },
    [inspector, type, key, given],
  );
  return offered ? complete : undefined;
}

/** The result of `completion/complete`; of another shape: no proposals. */
export function readCompletion({ completion }: Readonly<Record<string, unknown>>): Completion {
  const { values, total, hasMore } = isObject(completion) ? completion : {};
  const texts = Array.isArray(values) ? values.filter((one) => typeof one === 'string') : [];
  return {
    values: [...new Set(texts)],
    total: typeof total === 'number' ? total : undefined,
    hasMore: hasMore === true || (typeof total === 'number' && total > texts.length),
  };
}
