import type { IncomingMessage } from 'node:http';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import { isObject } from '../transport/jsonRpc';
import { SseScanner } from '../transport/sseScanner';

/** A body that is larger is passed on, but not recorded. */
const MAX_RECORDED = 256 * 1024 * 1024;
const MAX_CLIENTS = 1000;
const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';

/** What clients call themselves, by the MCP session that they have. */
export class ClientNames {
  readonly #names = new Map<string, string>();

  of(mcpSession: string | undefined): string | undefined {
    return mcpSession === undefined ? undefined : this.#names.get(mcpSession);
  }

  set(mcpSession: string, name: string): void {
    if (this.#names.size >= MAX_CLIENTS) {
      for (const oldest of this.#names.keys()) {
        this.#names.delete(oldest);
        break;
      }
    }
    this.#names.set(mcpSession, name);
  }
}

/** Copies the messages of one relayed HTTP request and of its answer to the traffic log. */
export class RelayTap {
  readonly #recorder: TrafficRecorder;
  readonly #names: ClientNames;
  readonly #exchange: string;
  #client: string | undefined;

  constructor(
    recorder: TrafficRecorder,
    names: ClientNames,
    exchange: string,
    request: IncomingMessage,
  ) {
    this.#recorder = recorder;
    this.#names = names;
    this.#exchange = exchange;
    this.#client = names.of(sessionOf(request));
  }

  request(request: IncomingMessage): void {
    collect(request, (text) => {
      const parsed = tryParse(text);
      this.#client = clientNameIn(parsed) ?? this.#client;
      this.#record('clientToServer', text, parsed);
    });
  }

  response(response: IncomingMessage): void {
    const session = sessionOf(response);
    if (session !== undefined && this.#client !== undefined) this.#names.set(session, this.#client);
    const type = response.headers['content-type'] ?? '';
    if (type.includes('text/event-stream')) {
      const scanner = new SseScanner(({ event, data }) => {
        if (event === 'message' && data !== '') this.#record('serverToClient', data);
      });
      response.on('data', (chunk: Buffer) => scanner.push(chunk));
    } else if (type.includes('json')) {
      collect(response, (text) => this.#record('serverToClient', text));
    }
  }

  #record(
    direction: 'clientToServer' | 'serverToClient',
    text: string,
    parsed: unknown = tryParse(text),
  ): void {
    if (text === '') return;
    const sessionId = `relay: ${this.#client ?? 'client'}`;
    // An answer comes with its request; only what the server asks is answered by another exchange.
    const isAnswer = isObject(parsed) && typeof parsed.method !== 'string';
    const isAskedByServer = direction === 'clientToServer' ? isAnswer : !isAnswer;
    const exchange = isAskedByServer ? sessionId : this.#exchange;
    this.#recorder.message(direction, text, { sessionId, exchange, parsed });
  }
}

function collect(body: IncomingMessage, done: (text: string) => void): void {
  let chunks: Buffer[] | undefined = [];
  let length = 0;
  body.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > MAX_RECORDED) chunks = undefined;
    chunks?.push(chunk);
  });
  body.once('end', () => {
    if (chunks) done(Buffer.concat(chunks).toString('utf8'));
  });
}

function sessionOf({ headers }: IncomingMessage): string | undefined {
  const session = headers['mcp-session-id'];
  return typeof session === 'string' ? session : undefined;
}

/** In `initialize` of the legacy era, in the envelope of the modern one. */
function clientNameIn(message: unknown): string | undefined {
  if (!isObject(message) || !isObject(message.params)) return undefined;
  const { clientInfo, _meta } = message.params;
  const info = isObject(_meta) && isObject(_meta[CLIENT_INFO]) ? _meta[CLIENT_INFO] : clientInfo;
  return isObject(info) && typeof info.name === 'string' ? info.name : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
