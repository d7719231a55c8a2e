import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc';

/** One end of a channel of structured messages: a webview, or the page inside it. */
export interface PostMessagePort {
  /** May answer with a promise; a rejection counts as a message that was not delivered. */
  post(message: unknown): unknown;
  onMessage(callback: (message: unknown) => void): Disposable;
  /** Called once when the other end is gone for good. */
  onClose?(callback: () => void): Disposable;
}

/**
 * Reader and writer for a `MessageConnection` over `port`. What arrives and is no JSON-RPC message is
 * left alone: other parties may use the same channel.
 */
export function postMessageTransport(port: PostMessagePort): {
  reader: MessageReader;
  writer: MessageWriter;
} {
  return { reader: new PostMessageReader(port), writer: new PostMessageWriter(port) };
}

class PostMessageReader extends AbstractMessageReader {
  readonly #port: PostMessagePort;
  readonly #closing: Disposable | undefined;
  #listening: Disposable | undefined;

  constructor(port: PostMessagePort) {
    super();
    this.#port = port;
    this.#closing = port.onClose?.(() => this.fireClose());
  }

  override listen(callback: DataCallback): Disposable {
    this.#listening = this.#port.onMessage((message) => {
      if (isRpcMessage(message)) callback(message);
    });
    return this.#listening;
  }

  override dispose(): void {
    super.dispose();
    this.#listening?.dispose();
    this.#closing?.dispose();
  }
}

class PostMessageWriter extends AbstractMessageWriter {
  readonly #port: PostMessagePort;
  #errors = 0;

  constructor(port: PostMessagePort) {
    super();
    this.#port = port;
  }

  async write(message: Message): Promise<void> {
    try {
      await this.#port.post(message);
    } catch (error) {
      this.fireError(error, message, ++this.#errors);
      throw error;
    }
  }

  end(): void {}
}

function isRpcMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && 'jsonrpc' in message;
}
