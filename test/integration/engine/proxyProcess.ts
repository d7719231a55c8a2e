import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { createMessageConnection } from 'vscode-jsonrpc';
import { IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { type ProxyContract, proxyContract } from '../../../src/shared/contracts/proxyContract';
import type { CallRecord } from '../../../src/shared/model/session';
import type { ServerSnapshot } from '../../../src/shared/model/state';
import type { NotificationName } from '../../../src/shared/rpc/contract';
import { connectContract, type NotificationHandlers } from '../../../src/shared/rpc/peer';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The proxy as it is shipped, built into `folder`. */
export async function buildProxy(folder: string): Promise<string> {
  const outfile = path.join(folder, 'proxy.js');
  await build({
    entryPoints: [path.join(ROOT, 'src/proxy/main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

type Event = NotificationName<ProxyContract>;

/**
 * A proxy, and the extension host's end of the line to it.
 * @param hear told of each notification, after what is done with it here
 */
export function forkProxy(script: string, hear: (name: Event, params: unknown) => void = () => {}) {
  const child = fork(script, [], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const connection = createMessageConnection(
    new IPCMessageReader(child),
    new IPCMessageWriter(child),
  );
  // Nobody has signed in anywhere.
  connection.onRequest('signIn/read', () => null);
  const snapshots: ServerSnapshot[] = [];
  const listeners = new Set<(message: string) => void>();
  const waiting = new Set<(snapshot: ServerSnapshot) => void>();
  const watching = new Set<(call: CallRecord) => void>();
  const handlers: Partial<NotificationHandlers<ProxyContract>> = {
    'server/changed': (snapshot) => {
      snapshots.push(snapshot);
      for (const look of waiting) look(snapshot);
    },
    'proxy/log': ({ message }) => {
      for (const listen of listeners) listen(message);
    },
    'inspector/callChanged': (call) => {
      for (const look of watching) look(call);
    },
  };
  const all = (Object.keys(proxyContract.notifications) as Event[]).map((name) => {
    const handle = handlers[name] as ((params: unknown) => void) | undefined;
    const both = (params: unknown) => {
      handle?.(params);
      hear(name, params);
    };
    return [name, both] as const;
  });
  const client = connectContract(connection, proxyContract, Object.fromEntries(all));
  const until = (matches: (snapshot: ServerSnapshot) => boolean) =>
    new Promise<ServerSnapshot>((resolve) => {
      const past = snapshots.findLast(matches);
      if (past) return resolve(past);
      const look = (snapshot: ServerSnapshot) => {
        if (!matches(snapshot)) return;
        waiting.delete(look);
        resolve(snapshot);
      };
      waiting.add(look);
      return undefined;
    });
  const untilLog = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      listeners.add((message) => pattern.test(message) && resolve());
    });
  /** The first news of a call, from now on, that match. */
  const untilCall = (matches: (call: CallRecord) => boolean) =>
    new Promise<CallRecord>((resolve) => {
      watching.add((call) => matches(call) && resolve(call));
    });
  return { child, client, until, untilLog, untilCall };
}

/** Resolves when the process has ended. */
export async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
