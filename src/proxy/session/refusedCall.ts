import type { PendingRequest } from '../../shared/model/pendingRequest';
import type { CallId } from '../../shared/model/session';
import { isObject } from '../transport/jsonRpc';
import type { RpcError } from './connection';
import type { Answering } from './inputRequests';
import type { PendingRequests } from './pendingRequests';
import type { Params } from './protocol';

const URL_ELICITATION_REQUIRED = -32042;

/**
 * The addresses that a person must visit before the server takes the call (MCP 2025-11-25, Elicitation, URL
 * Elicitation Required Error); undefined for any other error.
 */
export function requiredElicitations(error: RpcError): readonly Params[] | undefined {
  if (error.code !== URL_ELICITATION_REQUIRED || !isObject(error.data)) return undefined;
  const { elicitations } = error.data;
  if (!Array.isArray(elicitations) || elicitations.length === 0) return undefined;
  const valid = elicitations.every((one) => isObject(one) && typeof one.url === 'string');
  return valid ? elicitations : undefined;
}

/** A call that waits until a person has visited some addresses. The server is not answered. */
export class RefusedCall {
  /** True: all is complete, the call may be sent again. False: the person will not, or was not there. */
  readonly settled: Promise<boolean>;
  readonly #pending: PendingRequests;
  readonly #ids: ReadonlySet<string>;
  readonly #settle: (isComplete: boolean) => void;

  constructor(elicitations: readonly Params[], callId: CallId, { pending }: Answering) {
    this.#pending = pending;
    const asked = elicitations.map((params) =>
      pending.ask({
        method: 'elicitation/create',
        params,
        origin: { kind: 'refusal', callId },
      }),
    );
    this.#ids = new Set(asked.map(({ record }) => record.id));
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.settled = promise;
    this.#settle = (isComplete) => {
      subscription.dispose();
      resolve(isComplete);
    };
    const subscription = pending.onDidChange(({ id }) => {
      if (this.#ids.has(id)) this.#look();
    });
  }

  /** Those that are still pending are needed no more, and nothing is waited for. */
  drop(status: 'withdrawn' | 'cancelled' | 'lost'): void {
    this.#settle(false);
    for (const id of this.#ids) this.#pending.drop(id, status);
  }

  #look(): void {
    const records = [...this.#ids].map((id) => this.#pending.get(id));
    if (records.some((record) => record && isRefused(record))) this.#settle(false);
    else if (records.every((record) => record && isComplete(record))) this.#settle(true);
  }
}

function isRefused({ status }: PendingRequest): boolean {
  return status !== 'pending' && status !== 'answered';
}

function isComplete({ status, completedAt }: PendingRequest): boolean {
  return status === 'answered' && completedAt !== undefined;
}
