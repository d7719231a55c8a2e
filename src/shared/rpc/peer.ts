import { safeParse, summarize } from 'valibot';
import { ErrorCodes, type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import type {
  Contract,
  NotificationName,
  NotificationParams,
  ParamsOf,
  RequestName,
  ResultOf,
} from './contract';

/** One handler for each request of the contract. A throw becomes an error response. */
export type RequestHandlers<C extends Contract> = {
  readonly [M in RequestName<C>]: (
    params: ParamsOf<C, M>,
  ) => ResultOf<C, M> | Promise<ResultOf<C, M>>;
};

export type NotificationHandlers<C extends Contract> = {
  readonly [N in NotificationName<C>]: (params: NotificationParams<C, N>) => void;
};

/** The side that asks. */
export interface ContractClient<C extends Contract> {
  /** Settles always: the result, the peer's error, or a rejection when the connection closes. */
  request<M extends RequestName<C>>(method: M, params: ParamsOf<C, M>): Promise<ResultOf<C, M>>;
}

/** The side that answers. */
export interface ContractServer<C extends Contract> {
  notify<N extends NotificationName<C>>(method: N, params: NotificationParams<C, N>): void;
}

/**
 * Answers the requests of `contract` on `connection` and starts listening.
 * A request with params of the wrong shape is refused with InvalidParams and never reaches its handler.
 */
export function serveContract<C extends Contract>(
  connection: MessageConnection,
  contract: C,
  handlers: RequestHandlers<C>,
): ContractServer<C> {
  for (const method of Object.keys(contract.requests) as RequestName<C>[]) {
    const handle = handlers[method] as (params: unknown) => unknown;
    connection.onRequest(method, (raw: unknown): unknown => {
      const parsed = safeParse(contract.requests[method]!.params, raw);
      if (!parsed.success) {
        return new ResponseError(
          ErrorCodes.InvalidParams,
          `${method}: ${summarize(parsed.issues)}`,
        );
      }
      return settled(() => handle(parsed.output));
    });
  }
  listen(connection);
  return {
    notify: async (method, params) => {
      try {
        await connection.sendNotification(method, params);
      } catch {
        // The peer is gone; its going is reported by the connection's own close event.
      }
    },
  };
}

/** An error comes over in its own words; otherwise the library would put the name of the method before them. */
function settled(handle: () => unknown): unknown {
  const fail = (error: unknown): never => {
    if (!(error instanceof Error) || error instanceof ResponseError) throw error;
    throw new ResponseError(ErrorCodes.InternalError, error.message);
  };
  try {
    const result = handle();
    return result instanceof Promise ? result.catch(fail) : result;
  } catch (error) {
    return fail(error);
  }
}

/**
 * Asks over `connection` as declared in `contract`, receives its notifications, and starts listening.
 * @param handlers of what is wanted; other notifications are passed over
 */
export function connectContract<C extends Contract>(
  connection: MessageConnection,
  contract: C,
  handlers: Partial<NotificationHandlers<C>>,
): ContractClient<C> {
  for (const method of Object.keys(contract.notifications) as NotificationName<C>[]) {
    connection.onNotification(method, (params: unknown) =>
      handlers[method]?.(params as NotificationParams<C, typeof method>),
    );
  }
  listen(connection);
  return {
    // `async`: on a closed connection sendRequest throws instead of rejecting.
    request: async (method, params) => connection.sendRequest(method, params),
  };
}

const listening = new WeakSet<MessageConnection>();

/** Once: both sides of a connection may ask, by a contract each. */
function listen(connection: MessageConnection): void {
  if (listening.has(connection)) return;
  listening.add(connection);
  // vscode-jsonrpc rejects what is pending on dispose, not on close.
  connection.onClose(() => connection.dispose());
  connection.listen();
}
