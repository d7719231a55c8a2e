import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';

type Schema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

/** One request of a contract: what its params must look like, and (as a type only) what it answers. */
export interface RequestSpec<S extends Schema = Schema, R = unknown> {
  readonly params: S;
  /** Never set: carries the result's type from the declaration to both sides. */
  readonly resultType?: R;
}

/** One notification of a contract. */
export interface NotificationSpec<P = unknown> {
  /** Never set: carries the params' type from the declaration to both sides. */
  readonly paramsType?: P;
}

/**
 * Everything that may be said over one process boundary. Requests go from the client side to the
 * server side and always settle; notifications go the other way.
 */
export interface Contract {
  readonly requests: Readonly<Record<string, RequestSpec>>;
  readonly notifications: Readonly<Record<string, NotificationSpec>>;
}

export type RequestName<C extends Contract> = keyof C['requests'] & string;
export type NotificationName<C extends Contract> = keyof C['notifications'] & string;

export type ParamsOf<C extends Contract, M extends RequestName<C>> = InferOutput<
  C['requests'][M]['params']
>;
export type ResultOf<C extends Contract, M extends RequestName<C>> =
  C['requests'][M] extends RequestSpec<infer _S, infer R> ? R : never;
export type NotificationParams<C extends Contract, N extends NotificationName<C>> =
  C['notifications'][N] extends NotificationSpec<infer P> ? P : never;

/** Declares a request that answers `R`. Params are checked against `params` by whoever receives it. */
export function request<R>(): <S extends Schema>(params: S) => RequestSpec<S, R> {
  return (params) => ({ params });
}

/** Declares a notification. */
export function notification<P>(): NotificationSpec<P> {
  return {};
}
