import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { Event } from 'vscode-jsonrpc';
import type { InspectorSession } from '../../../src/proxy/session/inspectorSession';
import { ATTENDED_OFFERS } from '../../../src/proxy/session/offers';
import { type OpenSessionOptions, openSession } from '../../../src/proxy/session/openSession';
import type { SessionTarget } from '../../../src/proxy/session/sessionTarget';
import type { TrafficRecorder } from '../../../src/proxy/traffic/trafficRecorder';
import type { PendingRequest } from '../../../src/shared/model/pendingRequest';
import { type CallRecord, isOpen } from '../../../src/shared/model/session';
import type { TaskRecord } from '../../../src/shared/model/task';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
export const MODERN = path.join(ROOT, 'test/fixtures/servers/modernServer.mjs');
export const RAW = path.join(ROOT, 'test/fixtures/servers/rawServer.mjs');

/** The entry point of one of the reference servers. */
export function reference(name: 'everything' | 'filesystem' | 'memory'): string {
  return path.join(ROOT, `node_modules/@modelcontextprotocol/server-${name}/dist/index.js`);
}

export interface StartedServer {
  readonly child: ChildProcess;
  /** Resolves with the first line on stderr that matches, of now or before. */
  stderr(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Runs a Node program until the test ends. */
export function startNode(
  script: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): StartedServer {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const lines: string[] = [];
  const stderr = createInterface({ input: child.stderr });
  stderr.on('line', (line) => lines.push(line));
  return {
    child,
    stderr: async (pattern) => {
      for (let seen = 0; ; seen++) {
        if (seen === lines.length) await once(stderr, 'line');
        const match = pattern.exec(lines[seen]!);
        if (match) return match;
      }
    },
  };
}

export function stdioTarget({ child }: StartedServer): SessionTarget {
  return { kind: 'stdio', stdin: child.stdin!, stdout: child.stdout! };
}

export function httpTarget(url: string, headers: Record<string, string> = {}): SessionTarget {
  return { kind: 'http', url, headers };
}

/** A server of test/fixtures/servers/modernServer.mjs over HTTP. */
export async function startModernHttp(
  env: NodeJS.ProcessEnv = {},
): Promise<StartedServer & { readonly url: string }> {
  const server = startNode(MODERN, ['http'], { PORT: '0', ...env });
  const [, port] = await server.stderr(/^listening (\d+)$/);
  return { ...server, url: `http://127.0.0.1:${port}/mcp` };
}

/** server-everything over HTTP or SSE, on a port that it is told. */
export async function startEverything(
  transport: 'streamableHttp' | 'sse',
): Promise<StartedServer & { readonly url: string }> {
  const port = await freePort();
  const server = startNode(reference('everything'), [transport], { PORT: String(port) });
  await server.stderr(/listening on port|is running on port/i);
  return { ...server, url: `http://127.0.0.1:${port}/${transport === 'sse' ? 'sse' : 'mcp'}` };
}

async function freePort(): Promise<number> {
  const { default: getPort } = await import('get-port');
  return getPort({ host: '127.0.0.1' });
}

/** What was recorded, in order. */
export interface Recorded {
  readonly kind: 'clientToServer' | 'serverToClient' | 'noise' | 'stderr';
  readonly text: string;
}

export class MemoryRecorder implements TrafficRecorder {
  readonly all: Recorded[] = [];

  message(kind: 'clientToServer' | 'serverToClient', text: string): void {
    this.all.push({ kind, text });
  }
  noise(text: string): void {
    this.all.push({ kind: 'noise', text });
  }
  stderr(text: string): void {
    this.all.push({ kind: 'stderr', text });
  }
  http(): void {
    // What passes beneath the messages is looked at elsewhere.
  }
  /** Methods and ids of what was sent, answers included. */
  sent(): string[] {
    return this.all
      .filter(({ kind }) => kind === 'clientToServer')
      .map(({ text }) => JSON.parse(text) as { method?: string; id?: unknown })
      .map(({ method, id }) => method ?? `answer ${id}`);
  }
}

export interface Opened {
  readonly session: InspectorSession;
  readonly recorder: MemoryRecorder;
  readonly noise: string[];
}

/** Opens a session that is closed when the test ends. */
export async function open(
  target: SessionTarget,
  options: Partial<OpenSessionOptions> = {},
): Promise<Opened> {
  const recorder = new MemoryRecorder();
  const noise: string[] = [];
  const session = await openSession({
    serverId: 'test/server',
    target,
    era: 'auto',
    roots: [{ uri: 'file:///project', name: 'project' }],
    recorder,
    signal: new AbortController().signal,
    onNoise: (line) => noise.push(line),
    ...options,
  });
  onTestFinished(() => session.close());
  return { session, recorder, noise };
}

/** The first event that passes. */
export function next<T>(event: Event<T>, passes: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    const subscription = event((value) => {
      if (!passes(value)) return;
      subscription.dispose();
      resolve(value);
    });
  });
}

/** Calls, and resolves with the record when the call has ended. */
export async function call(
  session: InspectorSession,
  method: string,
  params: Record<string, unknown> = {},
  timeout?: number,
) {
  const started = session.call({ method, params, ...(timeout !== undefined && { timeout }) });
  return ended(session, started.id);
}

/** The record of a call when it has ended. */
export async function ended(session: InspectorSession, id: string) {
  return callThat(session, id, (record) => !isOpen(record));
}

export const BOTH = path.join(ROOT, 'test/fixtures/servers/everythingModern/server.mjs');

export type Era = 'legacy' | 'modern';

/** Each era over each transport that both have. */
export const WAYS: readonly (readonly [Era, 'stdio' | 'http'])[] = [
  ['legacy', 'stdio'],
  ['legacy', 'http'],
  ['modern', 'stdio'],
  ['modern', 'http'],
];

/** The server that offers everything in both eras, and a session that may be asked everything. */
export async function openBoth(
  era: Era,
  transport: 'stdio' | 'http',
  options: Partial<OpenSessionOptions> = {},
): Promise<Opened & { readonly server: StartedServer }> {
  const args = transport === 'stdio' ? ['--stdio'] : [];
  const server = startNode(BOTH, args, { ERA: era });
  const target = transport === 'stdio' ? stdioTarget(server) : await httpTargetOf(server);
  return { ...(await open(target, { era, offers: ATTENDED_OFFERS, ...options })), server };
}

/** Of a server that says on stderr on which port it listens. */
export async function httpTargetOf(server: StartedServer): Promise<SessionTarget> {
  const [, port] = await server.stderr(/^listening (\d+)$/);
  return httpTarget(`http://127.0.0.1:${port}/mcp`);
}

/** The request of the server that is pending, now or next. */
export async function asked(
  session: InspectorSession,
  passes: (request: PendingRequest) => boolean = () => true,
): Promise<PendingRequest> {
  const wanted = (request: PendingRequest) => request.status === 'pending' && passes(request);
  const now = session.pendingRequests().find(wanted);
  return now ?? next(session.onDidChangePendingRequest, wanted);
}

/** What became of a request of the server. */
export async function outcome(
  session: InspectorSession,
  { id }: PendingRequest,
): Promise<PendingRequest> {
  const over = (request: PendingRequest) => request.id === id && request.status !== 'pending';
  const now = session.pendingRequests().find(over);
  return now ?? next(session.onDidChangePendingRequest, over);
}

/** The record of a call when it is as is said, now or later. */
export async function callThat(
  session: InspectorSession,
  id: string,
  passes: (record: CallRecord) => boolean,
): Promise<CallRecord> {
  const now = session.callRecord(id)!;
  if (passes(now)) return now;
  return next(session.onDidChangeCall, (record) => record.id === id && passes(record));
}

/** The record of a task when it is as is said, now or later. */
export async function taskThat(
  session: InspectorSession,
  id: string,
  passes: (record: TaskRecord) => boolean,
): Promise<TaskRecord> {
  const now = session.tasks().find((task) => task.id === id);
  if (now && passes(now)) return now;
  return next(session.onDidChangeTask, (task) => task.id === id && passes(task));
}

/** All texts of a result. */
export function textOf({ result }: Pick<CallRecord, 'result'>): string {
  const { content } = result as { readonly content: readonly { readonly text?: string }[] };
  return content.map(({ text }) => text ?? '').join('\n');
}

/** A resource of the server that offers everything, which its tool `touch_watched_resource` changes. */
export const WATCHED = 'test://watched-resource';

export const touch = (session: InspectorSession) =>
  call(session, 'tools/call', { name: 'touch_watched_resource', arguments: {} });

/**
 * Changes the resource until `told` has heard of it more than `before` times: nobody knows when the stream is
 * open on which the legacy era tells of changes over HTTP.
 */
export async function touchUntilTold(
  by: InspectorSession,
  told: InspectorSession,
  before = 0,
): Promise<void> {
  const isTold = () => told.state.subscriptions.some(({ changes }) => changes > before);
  while (!isTold()) await touch(by);
}
