import { askPerson } from './askPerson';
import type { Connection } from './connection';
import type { Answering } from './inputRequests';
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
