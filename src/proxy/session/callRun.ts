import { t } from '@vscode/l10n';
import type { CallId, CallRecord } from '../../shared/model/session';
import type { LogLevel } from '../../shared/model/sessionState';
import type { TaskId } from '../../shared/model/task';
import type { CallChange } from './callMemory';
import { faultOf, notAnswered, outcomeOfError, paramsOfRetry, type RetryChange } from './callParts';
import type { CallLimits } from './callTimer';
import type { Answer, RpcError } from './connection';
import {
  type Answering,
  type Collected,
  InputCollection,
  readInputRequests,
} from './inputRequests';
import type { Params } from './protocol';
import { RefusedCall, requiredElicitations } from './refusedCall';
import type { RunningRequest, SessionLink } from './sessionLink';
import type { TaskOrigin } from './taskKeeper';

/** How often a server may ask in a row for what needs no person. */
const MAX_ROUNDS = 16;

/** `timeout` and the like are the time of each round: what a person takes to answer does not count. */
export interface CallRequest extends CallLimits {
  readonly method: string;
  readonly params: Params;
  /**
   * Whether a call that the server wants input for is sent again by itself as soon as all is answered, or
   * only by `retry`. Default: `auto`.
   */
  readonly retry?: 'auto' | 'manual' | undefined;
  /** Sends `params` as they are, without what the era or progress would add. */
  readonly bare?: boolean | undefined;
  /** The call that it repeats because the server was restarted. */
  readonly rerunOf?: CallId | undefined;
}

export interface CallRunHost {
  readonly link: SessionLink;
  readonly answering: Answering;
  readonly logLevel: LogLevel | undefined;
  /** HTTP headers that belong to a request. */
  headersFor(method: string, params: Params): Readonly<Record<string, string>>;
  /** The task that the server made of the request, if that is what its result says. */
  taskOf(origin: TaskOrigin, result: Params): TaskId | undefined;
  /** @param size of the result that comes with the change, in characters */
  change(id: CallId, change: CallChange, size: number): void;
  end(id: CallId, outcome: CallChange, size: number): void;
}

/** What a call waits for before it is sent again. */
interface Waiting {
  readonly input: InputCollection | RefusedCall;
  /** Absent: the server refused the call, and gave no result. */
  readonly result?: Params;
}

/** One call, from its first request to its last answer. */
export class CallRun {
  /** Of the round that is under way. */
  progressToken: unknown;
  readonly #id: CallId;
  readonly #request: CallRequest;
  readonly #host: CallRunHost;
  #sent: RunningRequest | undefined;
  #waiting: Waiting | undefined;
  #rounds = 0;
  /** Rounds in a row that needed no person. */
  #automatic = 0;

  /** Sends it. */
  constructor(id: CallId, request: CallRequest, host: CallRunHost) {
    this.#id = id;
    this.#request = request;
    this.#host = host;
    this.#send(request.params);
  }

  progressed(): void {
    this.#sent?.progressed();
  }

  cancel(reason: string): void {
    if (this.#waiting) this.#giveUp('cancelled', reason);
    else this.#sent?.cancel(reason);
  }

  /** The session is over; what has been sent fails by itself. */
  lose(): void {
    if (this.#waiting)
      this.#giveUp('failed', t('The session ended while the server waited for input'));
  }

  /**
   * Sends it again with what was answered until now.
   * @throws Error when it does not wait for input
   */
  retry(change: RetryChange = {}): void {
    const waiting = this.#waiting;
    if (!waiting) throw new Error(t('The call waits for no input.'));
    this.#waiting = undefined;
    waiting.input.drop('cancelled');
    const { input, result } = waiting;
    const responses = input instanceof InputCollection ? input.responses : {};
    this.#send(paramsOfRetry(this.#request.params, result, responses, change));
  }

  #send(params: Params): void {
    const { link, logLevel } = this.#host;
    const { method, timeout, resetTimeoutOnProgress, maxTotalTimeout, bare } = this.#request;
    this.#rounds++;
    if (this.#rounds > 1) {
      const forgotten = { result: undefined, error: undefined, progress: undefined };
      this.#change({ ...forgotten, status: 'running', rounds: this.#rounds }, 0);
    }
    const sent = link.send({
      method,
      params,
      timeout,
      resetTimeoutOnProgress,
      maxTotalTimeout,
      bare,
      logLevel,
      headers: this.#host.headersFor(method, params),
      onToken: (token) => {
        this.progressToken = token;
      },
    });
    this.#sent = sent;
    sent.answer.then(
      (answer) => this.#receive(answer),
      (error) => this.#end(outcomeOfError(error), 0),
    );
  }

  #receive(answer: Answer): void {
    if ('error' in answer) {
      this.#receiveError(answer.error, answer.size);
      return;
    }
    const { result, size } = answer;
    const { link, taskOf } = this.#host;
    if (link.isModern && result.resultType === 'input_required') {
      this.#askForInput(result, size);
      return;
    }
    const { method, params } = this.#request;
    const { progressToken } = this;
    const taskId = taskOf({ callId: this.#id, method, params, progressToken }, result);
    this.#end({ status: 'succeeded', result, ...(taskId !== undefined && { taskId }) }, size);
  }

  #receiveError(error: RpcError, size: number): void {
    const { answering } = this.#host;
    const elicitations = answering.offers.urlElicitation ? requiredElicitations(error) : undefined;
    if (!elicitations || this.#rounds >= MAX_ROUNDS) {
      this.#end({ status: 'failed', error }, size);
      return;
    }
    const input = new RefusedCall(elicitations, this.#id, answering);
    const waiting = this.#wait({ input });
    this.#change({ status: 'inputRequired', error }, size);
    void input.settled.then((isComplete) => {
      if (waiting !== this.#waiting) return;
      if (!isComplete) this.#giveUp('failed', error.message, { error });
      else if (this.#request.retry !== 'manual') this.retry();
    });
  }

  #askForInput(result: Params, size: number): void {
    const { answering } = this.#host;
    const read = readInputRequests(result.inputRequests, answering.offers);
    if ('fault' in read && read.isRefused) {
      // Nobody is there to be asked: what the server said is the answer.
      this.#end({ status: 'succeeded', result }, size);
      return;
    }
    const fault = 'fault' in read ? read.fault : faultOf(result);
    if ('fault' in read || fault !== undefined) {
      const message = t('The server cannot be given the input that it wants: {0}', fault ?? '');
      this.#end({ status: 'failed', result, error: { message } }, size);
      return;
    }
    const round = this.#rounds;
    const input = new InputCollection(read.requests, answering, (key) => ({
      kind: 'call',
      callId: this.#id,
      key,
      round,
    }));
    const waiting = this.#wait({ input, result });
    this.#automatic = input.needsPerson ? 0 : this.#automatic + 1;
    if (this.#automatic >= MAX_ROUNDS) {
      const message = t('The server asked for more input {0} times in a row', MAX_ROUNDS);
      this.#waiting = undefined;
      this.#end({ status: 'failed', result, error: { message } }, size);
      return;
    }
    const isPaused = input.needsPerson || this.#request.retry === 'manual';
    if (isPaused) this.#change({ status: 'inputRequired', result }, size);
    void input.collected.then((collected) => this.#collected(waiting, collected));
  }

  #collected(waiting: Waiting, collected: Collected): void {
    if (waiting !== this.#waiting) return;
    if (collected.kind === 'responses') {
      if (this.#request.retry !== 'manual') this.retry();
      return;
    }
    const { status, method } = collected;
    if (status === 'lost') this.lose();
    else if (status === 'timedOut')
      this.#giveUp('timedOut', t('Nobody answered {0} in time', method));
    else this.#giveUp('cancelled', notAnswered(method, status));
  }

  #wait(waiting: Waiting): Waiting {
    this.#waiting = waiting;
    this.#sent = undefined;
    return waiting;
  }

  #giveUp(
    status: 'cancelled' | 'failed' | 'timedOut',
    message: string,
    more: Partial<CallRecord> = {},
  ): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#end({ status, error: { message }, ...more }, 0);
    waiting?.input.drop(status === 'failed' ? 'lost' : 'cancelled');
  }

  #change(change: CallChange, size: number): void {
    this.#host.change(this.#id, change, size);
  }

  #end(outcome: CallChange, size: number): void {
    this.#host.end(this.#id, outcome, size);
  }
}
