import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import type { RawMessage } from '../../../../src/proxy/transport/jsonRpc';
import type { Wire, WireSendOptions } from '../../../../src/proxy/transport/wire';

export interface SentMessage {
  readonly message: RawMessage;
  readonly options: WireSendOptions;
}

/** A wire whose other end is the test. */
export class MemoryWire implements Wire {
  onmessage: (message: RawMessage, raw: string) => void = () => {};
  onclose: (error?: Error) => void = () => {};
  readonly sent: SentMessage[] = [];
  version = '';

  constructor(
    readonly answersEachRequest: boolean,
    /** Called for each message that is sent; may answer with `receive`, or throw. */
    private readonly onSend: (message: RawMessage, wire: MemoryWire) => void = () => {},
  ) {}

  async start(): Promise<void> {}

  async send(message: JSONRPCMessage, options: WireSendOptions = {}): Promise<void> {
    const plain = message as unknown as RawMessage;
    this.sent.push({ message: plain, options });
    this.onSend(plain, this);
  }

  receive(message: RawMessage): void {
    this.onmessage(message, JSON.stringify(message));
  }

  setProtocolVersion(version: string): void {
    this.version = version;
  }

  async close(): Promise<void> {
    this.onclose();
  }
}
