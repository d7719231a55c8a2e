import type { PendingRequest } from '../../../shared/model/pendingRequest';
import { clock } from '../../components/format';
import { JsonBlock } from '../../components/JsonBlock';
import { kindOf } from './requestLook';

/** What the server was told, or why it was told nothing. */
export function GivenAnswer({ request }: { request: PendingRequest }) {
  const { answer, completedAt, origin } = request;
  return (
    <>
      {answer === undefined ? (
        <p className="muted">{WHY[request.status] ?? 'The server was given no answer.'}</p>
      ) : (
        <JsonBlock
          title={'error' in answer ? 'The error that was answered' : 'The answer'}
          value={'error' in answer ? answer.error : answer.result}
        />
      )}
      {kindOf(request) === 'url' && request.status === 'answered' && (
        <p className="muted" role="status">
          {completedAt === undefined
            ? origin.kind === 'request'
              ? 'The server has not said yet that it is complete.'
              : 'The server says by itself when it is complete, or goes on with the call.'
            : `The server says that it is complete, at ${clock(completedAt).slice(0, 8)}.`}
        </p>
      )}
    </>
  );
}

const WHY: Readonly<Partial<Record<PendingRequest['status'], string>>> = {
  withdrawn: 'The server, or the end of its call, took the request back.',
  lost: 'The session ended before there was an answer.',
  timedOut: 'Nobody answered in time.',
  cancelled: 'The request was cancelled with its call.',
};
