import { setTimeout as delay } from 'node:timers/promises';
import { createMessageConnection } from 'vscode-jsonrpc';
import { IPCMessageReader } from 'vscode-jsonrpc/node';
import { hostContract } from '../shared/contracts/hostContract';
import { type ProxyContract, proxyContract } from '../shared/contracts/proxyContract';
import { type ContractServer, connectContract, serveContract } from '../shared/rpc/peer';
import { DepthSafeWriter } from './depthSafeWriter';
import { engineIdentity } from './engine';
import { type ProxyHost, proxyHandlers } from './mainHandlers';
import { GuardianClient } from './process/guardianClient';

/** Stopping a tree takes 3 s at most; what is not done by then is left to the guardian. */
const SHUTDOWN_MS = 5_000;

/**
 * Runs the proxy as a child of the extension host: serves the contract over the IPC channel, and ends every
 * server when the channel closes, however the host died.
 */
export function runProxy(): void {
  const connection = createMessageConnection(
    new IPCMessageReader(process),
    new DepthSafeWriter(process),
  );
  let peer: ContractServer<ProxyContract> | undefined;
  const log: ProxyHost['log'] = (level, message) => peer?.notify('proxy/log', { level, message });
  const guardian = new GuardianClient({
    script: process.argv[1]!,
    proxy: engineIdentity(),
    log: (message) => log('warn', message),
  });
  const handlers = proxyHandlers({
    guardian,
    log,
    notify: (method, params) => peer?.notify(method, params),
    ask: connectContract(connection, hostContract, {}),
  });

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await Promise.race([handlers.close(), delay(SHUTDOWN_MS)]).catch(() => {});
    // Without a goodbye, the guardian ends what could not be ended here.
    if (handlers.isEmpty()) await guardian.goodbye();
    process.exit();
  };
  peer = serveContract(connection, proxyContract, {
    ...handlers.requests,
    'proxy/shutdown': async () => {
      await handlers.close();
      setImmediate(() => void end());
      return null;
    },
  });
  process.once('disconnect', () => void end());
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void end());
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => log('error', describe(error)));
  }
  // A host that was killed takes the other end of these pipes with it; a stray word must not end us early.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  // The host may have gone before we listened.
  if (!process.connected) void end();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
