import { t } from '@vscode/l10n';
import type { PendingRequestId, PendingRequestOrigin } from '../../shared/model/pendingRequest';
import { isObject } from '../transport/jsonRpc';
import type { Offers } from './offers';
import type { PendingOutcome, PendingRequests } from './pendingRequests';
import type { Params } from './protocol';
import type { Roots } from './roots';

/** What a session needs in order to answer what a server asks of it. */
export interface Answering {
  readonly offers: Offers;
  readonly roots: Roots;
  readonly pending: PendingRequests;
}

/** No person answers more at once. */
const MAX_INPUTS = 100;

/** One member of `inputRequests` (MCP 2026-07-28, Multi Round-Trip Requests). */
export interface InputRequest {
  readonly key: string;
  readonly method: string;
  readonly params: Params;
}

export type InputReading =
  | { readonly requests: readonly InputRequest[] }
  /** `isRefused`: it is well-formed, but asks for what was not offered. */
  | { readonly fault: string; readonly isRefused?: true };

/** The members of `inputRequests`, or what is wrong with them. */
export function readInputRequests(value: unknown, offers: Offers): InputReading {
  if (value === undefined) return { requests: [] };
  if (!isObject(value)) return { fault: t('"inputRequests" is not an object') };
  const requests: InputRequest[] = [];
  if (Object.keys(value).length > MAX_INPUTS) return { fault: t('it asks for too much at once') };
  for (const [key, request] of Object.entries(value)) {
    if (!isObject(request) || typeof request.method !== 'string') {
      return { fault: t('the input request "{0}" has no method', key) };
    }
    const params = isObject(request.params) ? request.params : {};
    const problem = refusal(request.method, params, offers);
    if (problem !== undefined) return { fault: problem, isRefused: true };
    requests.push({ key, method: request.method, params });
  }
  return { requests };
}

/** Why a request of the server is not one that it may ask; undefined if it may. */
export function refusal(method: string, params: Params, offers: Offers): string | undefined {
  const isOffered = isMethodOffered(method, params, offers);
  if (isOffered) return undefined;
  return method === 'elicitation/create'
    ? t('it asks for {0} in the mode {1}, which was not offered', method, String(modeOf(params)))
    : t('it asks for {0}, which was not offered', method);
}

function isMethodOffered(method: string, params: Params, offers: Offers): boolean {
  switch (method) {
    case 'roots/list':
      return offers.roots === true;
    case 'sampling/createMessage':
      return offers.sampling === true;
    case 'elicitation/create':
      return (modeOf(params) === 'url' ? offers.urlElicitation : offers.formElicitation) === true;
    default:
      return false;
  }
}

/** A request without a mode wants a form. */
function modeOf({ mode }: Params): unknown {
  return mode ?? 'form';
}

export type Collected =
  | { readonly kind: 'responses'; readonly responses: Params }
  /** One of them has no response, so there is nothing to go on with. */
  | {
      readonly kind: 'stopped';
      readonly status: PendingOutcome['status'];
      readonly method: string;
    };

/** Asks for several inputs at once and waits for all of them. */
export class InputCollection {
  /** What was answered until now, by key. */
  readonly responses: Record<string, unknown> = {};
  /** Somebody must be asked. */
  readonly needsPerson: boolean;
  readonly collected: Promise<Collected>;
  readonly #pending: PendingRequests;
  readonly #ids: PendingRequestId[] = [];

  constructor(
    requests: readonly InputRequest[],
    { pending, roots }: Answering,
    originOf: (key: string) => PendingRequestOrigin,
    taskId?: string,
  ) {
    this.#pending = pending;
    const { promise, resolve } = Promise.withResolvers<Collected>();
    this.collected = promise;
    let missing = 0;
    for (const { key, method, params } of requests) {
      const request = { method, params, origin: originOf(key), taskId };
      if (method === 'roots/list') {
        this.responses[key] = roots.result;
        pending.note(request, roots.result);
        continue;
      }
      missing++;
      const { record, outcome } = pending.ask(request);
      this.#ids.push(record.id);
      void outcome.then(({ status, answer }) => {
        if (!answer || !('result' in answer) || status === 'timedOut') {
          resolve({ kind: 'stopped', status, method });
          return;
        }
        this.responses[key] = answer.result;
        if (--missing === 0) resolve({ kind: 'responses', responses: this.responses });
      });
    }
    this.needsPerson = missing > 0;
    if (missing === 0) resolve({ kind: 'responses', responses: this.responses });
  }

  /** Those that are still pending are needed no more. */
  drop(status: 'withdrawn' | 'cancelled' | 'lost'): void {
    for (const id of this.#ids) this.#pending.drop(id, status);
  }
}
