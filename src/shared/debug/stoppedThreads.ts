/** What the debug adapter protocol calls a message, as far as it is needed here. */
export interface DebugMessage {
  readonly type?: unknown;
  readonly event?: unknown;
  readonly command?: unknown;
  readonly success?: unknown;
  readonly body?: unknown;
  readonly arguments?: unknown;
  readonly seq?: unknown;
  readonly request_seq?: unknown;
}

/** Requests after which a thread runs on; adapters need not tell so by an event (DAP, `continued`). */
const RESUMING = new Set([
  'continue',
  'next',
  'stepIn',
  'stepOut',
  'stepBack',
  'reverseContinue',
  'goto',
  'restartFrame',
]);
/** Requests after which nothing is held any more. */
const ENDING = new Set(['disconnect', 'terminate', 'restart']);
const ALL = Symbol('all threads');
type Thread = number | typeof ALL;

/** Which threads of one debug session are stopped, as its messages tell. */
export class StoppedThreads {
  readonly #stopped = new Set<Thread>();
  readonly #asked = new Map<unknown, Thread>();

  get isStopped(): boolean {
    return this.#stopped.size > 0;
  }

  /** What is sent to the adapter. */
  sent({ type, command, seq, arguments: given }: DebugMessage): void {
    if (type !== 'request' || typeof command !== 'string') return;
    if (ENDING.has(command)) this.#stopped.clear();
    else if (RESUMING.has(command)) {
      this.#asked.set(seq, field(given, 'singleThread') === true ? threadOf(given) : ALL);
    }
  }

  /** What the adapter sends. */
  received(message: DebugMessage): void {
    if (message.type === 'response') this.#answered(message);
    else if (message.type === 'event') this.#happened(message);
  }

  #answered({ request_seq, success, body }: DebugMessage): void {
    const thread = this.#asked.get(request_seq);
    if (thread === undefined) return;
    this.#asked.delete(request_seq);
    if (success === false) return;
    this.#goesOn(field(body, 'allThreadsContinued') === false ? thread : ALL);
  }

  #happened({ event, body }: DebugMessage): void {
    switch (event) {
      case 'stopped':
        this.#stopped.add(field(body, 'allThreadsStopped') === true ? ALL : threadOf(body));
        return;
      case 'continued':
        this.#goesOn(field(body, 'allThreadsContinued') === true ? ALL : threadOf(body));
        return;
      case 'thread':
        if (field(body, 'reason') === 'exited') this.#stopped.delete(threadOf(body));
        return;
      case 'exited':
      case 'terminated':
        this.#stopped.clear();
    }
  }

  #goesOn(thread: Thread): void {
    if (thread === ALL) this.#stopped.clear();
    else {
      this.#stopped.delete(thread);
      this.#stopped.delete(ALL);
    }
  }
}

function threadOf(body: unknown): Thread {
  const thread = field(body, 'threadId');
  return typeof thread === 'number' ? thread : ALL;
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}
