import type { RequestAnswer } from '../../shared/model/pendingRequest';
import { isObject } from '../transport/jsonRpc';
import { type Connection, INVALID_PARAMS, type IncomingRequest, RpcFailure } from './connection';
import { type Answering, refusal } from './inputRequests';
import type { Params } from './protocol';
import { ReceivedTasks } from './receivedTasks';

/**
 * Answers what the server asks of us by requests of its own (legacy era): from what the session knows, or by
 * putting it before a person. A method that is not offered is answered with "method not found".
 */
export function answerServerRequests(connection: Connection, answering: Answering): void {
  const { offers, roots, pending } = answering;
  connection.handle('ping', () => ({}));
  if (offers.roots) {
    connection.handle('roots/list', (params, { id: rpcId }) => {
      pending.note(
        { method: 'roots/list', params, origin: { kind: 'request', rpcId } },
        roots.result,
      );
      return roots.result;
    });
  }
  const tasks = offers.tasks ? new ReceivedTasks(connection, answering) : undefined;
  const ask = (method: string) =>
    connection.handle(method, (params, request) =>
      tasks && ReceivedTasks.isWanted(params)
        ? tasks.create(method, params, request)
        : askPerson(method, params, request, answering),
    );
  if (offers.sampling) ask('sampling/createMessage');
  if (offers.formElicitation || offers.urlElicitation) ask('elicitation/create');
  connection.onNotification(({ method, params }) => {
    if (method === 'notifications/elicitation/complete') pending.complete(params.elicitationId);
  });
  connection.onClose(() => pending.end());
}

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
  { offers, pending }: Answering,
): Promise<unknown> {
  const problem = refusal(method, params, offers);
  if (problem !== undefined) throw new RpcFailure(INVALID_PARAMS, `Refused: ${problem}`);
  if (pending.isFull) throw new RpcFailure(TOO_MANY, 'Too many requests wait for a person');
  const origin = { kind: 'request', rpcId } as const;
  const { record, outcome } = pending.ask({ method, params, origin, taskId: relatedTask(params) });
  signal.addEventListener('abort', () => pending.drop(record.id, 'withdrawn'), { once: true });
  const { answer } = await outcome;
  return resultOf(answer);
}

/** @throws RpcFailure when it is an error, or there is none */
export function resultOf(answer: RequestAnswer | undefined): unknown {
  if (!answer) throw new RpcFailure(-1, 'The request is answered no more');
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
