import { type DebugAdapter, type DebugProtocolMessage, EventEmitter, l10n } from 'vscode';
import { messageOf } from '../util/messageOf';

/** What the toolbar of a debug session does with a server. */
export interface DebuggedServer {
  /** Resolves when the launch has begun; false: a person or a policy would not have it. */
  launch(): Promise<boolean>;
  restart(): Promise<void>;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

interface Request extends DebugProtocolMessage {
  readonly type: string;
  readonly seq: number;
  readonly command: string;
}

/**
 * The debug session of a server as a whole: it has no threads and no breakpoints of its own, those are in the
 * sessions below it, one for each program. It says what start, restart and stop mean (Debug Adapter Protocol 1.70).
 */
export class ServerDebugAdapter implements DebugAdapter {
  readonly #server: DebuggedServer;
  readonly #sent = new EventEmitter<DebugProtocolMessage>();
  #seq = 0;
  #ended = false;
  readonly onDidSendMessage = this.#sent.event;

  constructor(server: DebuggedServer) {
    this.#server = server;
  }

  handleMessage(message: DebugProtocolMessage): void {
    const request = message as Request;
    if (request.type === 'request') void this.#handle(request);
  }

  /** Writes a line into the debug console. */
  print(text: string, category: 'console' | 'stderr' = 'console'): void {
    if (!this.#ended) this.#event('output', { category, output: `${text}\n` });
  }

  /** The session is over. Idempotent. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#event('terminated', {});
  }

  dispose(): void {
    this.#ended = true;
    this.#sent.dispose();
  }

  async #handle(request: Request): Promise<void> {
    try {
      this.#send({
        type: 'response',
        request_seq: request.seq,
        command: request.command,
        success: true,
        body: await this.#answer(request.command),
      });
    } catch (error) {
      const message = messageOf(error);
      this.#send({
        type: 'response',
        request_seq: request.seq,
        command: request.command,
        success: false,
        message,
        body: { error: { id: 1, format: message, showUser: true } },
      });
    }
  }

  async #answer(command: string): Promise<object> {
    switch (command) {
      case 'initialize':
        return { supportsRestartRequest: true, supportsTerminateRequest: true };
      case 'launch':
        // Whoever said no has been told already.
        if (!(await this.#server.launch())) this.end();
        return {};
      case 'restart':
        await this.#server.restart();
        return {};
      case 'terminate':
      case 'disconnect':
        await this.#server.stop();
        this.end();
        return {};
      case 'threads':
        return { threads: [] };
      case 'evaluate':
        throw new Error(l10n.t('Choose one of the programs below in the call stack first.'));
      default:
        return {};
    }
  }

  #event(event: string, body: object): void {
    this.#send({ type: 'event', event, body });
  }

  #send(message: object): void {
    this.#sent.fire({ seq: ++this.#seq, ...message });
  }
}
