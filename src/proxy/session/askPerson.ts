import { t } from '@vscode/l10n';
import type { RequestAnswer } from '../../shared/model/pendingRequest';
import { isObject } from '../transport/jsonRpc';
import { INVALID_PARAMS, type IncomingRequest, RpcFailure } from './connection';
import { type Answering, refusal } from './inputRequests';
import type { Params } from './protocol';

/** Of the codes that are free for a server's, here a client's, own errors (JSON-RPC 2.0 §5.1). */
const TOO_MANY = -32000;

/**
 * Waits for a person's answer; what the server cancels is withdrawn.
 * @throws RpcFailure when the answer is an error
 */
export async function askPerson(
  method: string,
  params: Params,
  { id: rpcId, signal }: IncomingRequest,
  answering: Answering,
): Promise<unknown> {
  checkMayAsk(method, params, answering);
  const { pending } = answering;
  const origin = { kind: 'request', rpcId } as const;
  const { record, outcome } = pending.ask({ method, params, origin, taskId: relatedTask(params) });
  signal.addEventListener('abort', () => pending.drop(record.id, 'withdrawn'), { once: true });
  const { answer } = await outcome;
  return resultOf(answer);
}

/** @throws RpcFailure when it was not offered, or too many wait already */
export function checkMayAsk(method: string, params: Params, { offers, pending }: Answering): void {
  const problem = refusal(method, params, offers);
  if (problem !== undefined) throw new RpcFailure(INVALID_PARAMS, t('Refused: {0}', problem));
  if (pending.isFull) throw new RpcFailure(TOO_MANY, t('Too many requests wait for a person'));
}

/** @throws RpcFailure when it is an error, or there is none */
export function resultOf(answer: RequestAnswer | undefined): unknown {
  if (!answer) throw new RpcFailure(-1, t('The request is answered no more'));
  if ('result' in answer) return answer.result;
  const { code, message, data } = answer.error;
  throw new RpcFailure(code, message, data);
}

/** The task that a request belongs to (MCP 2025-11-25, Tasks, Associating Task-Related Messages). */
export function relatedTask({ _meta }: Params): string | undefined {
  const related = isObject(_meta) ? _meta['io.modelcontextprotocol/related-task'] : undefined;
  const taskId = isObject(related) ? related.taskId : undefined;
  return typeof taskId === 'string' ? taskId : undefined;
}
