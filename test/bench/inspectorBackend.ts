import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client, type JSONRPCMessage, type Transport } from '@modelcontextprotocol/client';
import getPort from 'get-port';
import { SseScanner } from '../../src/proxy/transport/sseScanner';

const LAUNCHER = path.resolve(
  'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
);
/** Its own names: what a browser that has loaded the page does with them is done here without one. */
const TOKEN_HEADER = 'x-mcp-remote-auth';

/** As its backend takes it. */
export type InspectorTarget =
  | { readonly type: 'stdio'; readonly command: string; readonly args: readonly string[] }
  | { readonly type: 'streamable-http'; readonly url: string };

/** The backend of the official Inspector, as `npx @modelcontextprotocol/inspector` starts it. */
export class InspectorBackend {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #token: string;

  private constructor(child: ChildProcess, url: string, token: string) {
    this.#child = child;
    this.#url = url;
    this.#token = token;
  }

  /** @param folder its home, with whatever it keeps there */
  static async start(folder: string): Promise<InspectorBackend> {
    const token = randomBytes(16).toString('hex');
    const port = await getPort({ host: '127.0.0.1' });
    const [sandbox, apps] = [await getPort(), await getPort()];
    mkdirSync(folder, { recursive: true });
    const child = spawn(process.execPath, [LAUNCHER, '--web'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        HOST: '127.0.0.1',
        CLIENT_PORT: String(port),
        MCP_SANDBOX_PORT: String(sandbox),
        MCP_APP_ORIGIN_PORT: String(apps),
        MCP_AUTO_OPEN_ENABLED: 'false',
        MCP_STORAGE_DIR: path.join(folder, 'storage'),
        MCP_CATALOG_PATH: path.join(folder, 'mcp.json'),
        MCP_INSPECTOR_SECRET_STORE: 'memory',
        MCP_INSPECTOR_API_TOKEN: token,
      },
    });
    const url = `http://127.0.0.1:${port}`;
    for await (const line of createInterface({ input: child.stdout! })) {
      if (line.includes(url)) break;
    }
    child.stdout!.resume();
    if (child.exitCode !== null) throw new Error('The official Inspector did not start');
    return new InspectorBackend(child, url, token);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }

  /** A client that reaches a server through it, as its page does. */
  async connect(target: InspectorTarget): Promise<Client> {
    const client = new Client({ name: 'page', version: '1.0.0' });
    await client.connect(new BackendTransport(this.#url, this.#token, target));
    return client;
  }
}

class BackendTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly #config: InspectorTarget;
  readonly #events = new AbortController();
  #sessionId = '';

  constructor(url: string, token: string, config: InspectorTarget) {
    this.#url = url;
    this.#headers = { 'content-type': 'application/json', [TOKEN_HEADER]: `Bearer ${token}` };
    this.#config = config;
  }

  async start(): Promise<void> {
    const { sessionId } = await this.#post('connect', { config: this.#config });
    this.#sessionId = String(sessionId);
    const response = await fetch(`${this.#url}/api/mcp/events?sessionId=${sessionId}`, {
      headers: this.#headers,
      signal: this.#events.signal,
    });
    void this.#read(response.body!);
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const said = await this.#post('send', { sessionId: this.#sessionId, message });
    if (said.ok !== true) throw new Error(String(said.error));
  }

  async close(): Promise<void> {
    this.#events.abort();
    await this.#post('disconnect', { sessionId: this.#sessionId });
    this.onclose?.();
  }

  async #post(path: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#url}/api/mcp/${path}`, {
      method: 'POST',
      headers: this.#headers,
      body: JSON.stringify(body),
    });
    const said = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(String(said.error));
    return said;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const scanner = new SseScanner(({ event, data }) => {
      if (event === 'message') this.onmessage?.(JSON.parse(data).data);
    });
    try {
      for await (const chunk of body) scanner.push(Buffer.from(chunk));
    } catch (error) {
      if (!this.#events.signal.aborted) this.onerror?.(error as Error);
    }
  }
}
