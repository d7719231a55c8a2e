import type { ProxyContract, ProxyInfo } from '../shared/contracts/proxyContract';
import type { ServerId } from '../shared/model/server';
import { EMPTY_CATALOG } from '../shared/model/session';
import { isReady } from '../shared/model/state';
import type { OutputLine } from '../shared/model/traffic';
import type { ContractServer, RequestHandlers } from '../shared/rpc/peer';
import { Engine } from './engine';
import type { LaunchServices } from './launchServices';
import { listenForEngine } from './relay/engineListener';
import type { Listener } from './relay/listener';
import { relayAccess } from './relay/relayAccess';
import type { InspectorSession } from './session/inspectorSession';

/** A view needs no more than twenty looks a second. */
const OUTPUT_EVERY_MS = 50;

export interface ProxyHost {
  readonly guardian: LaunchServices['guardian'];
  log(level: 'info' | 'warn' | 'error', message: string): void;
  readonly notify: ContractServer<ProxyContract>['notify'];
}

export interface ProxyHandlers {
  readonly requests: Omit<RequestHandlers<ProxyContract>, 'proxy/shutdown'>;
  /** Stops every server and unbinds. Idempotent. */
  close(): Promise<void>;
  /** Nothing that we launched is left. */
  isEmpty(): boolean;
}

/** The proxy's side of the contract, over an engine that `proxy/initialize` brings to life. */
export function proxyHandlers(host: ProxyHost): ProxyHandlers {
  let engine: Engine | undefined;
  let listener: Listener | undefined;
  let closing: Promise<void> | undefined;
  const live = () => {
    if (!engine) throw new Error('proxy/initialize must come first.');
    return engine;
  };
  const remembered = (serverId: ServerId) => live().server(serverId)?.session;
  const close = async () => {
    await Promise.all([engine?.close(), listener?.close()]);
  };

  return {
    requests: {
      'proxy/initialize': async ({ preferredPort, token, ...folders }): Promise<ProxyInfo> => {
        if (engine) throw new Error('The proxy is initialized already.');
        engine = new Engine({ ...folders, guardian: host.guardian, log: host.log });
        forward(engine, host.notify);
        listener = await listenForEngine(engine, { preferredPort, token, log: host.log });
        const { port, preferredPortOwner } = listener;
        return { pid: process.pid, port, ...(preferredPortOwner ? { preferredPortOwner } : {}) };
      },
      'server/start': async ({ definition }) => {
        await live().start(definition);
        return null;
      },
      'server/stop': async ({ serverId }) => {
        await live().stop(serverId);
        return null;
      },
      'server/keepWaiting': async ({ serverId, ms }) => {
        await live().keepWaiting(serverId, ms);
        return null;
      },
      'server/list': () => live().list(),
      'relay/access': ({ serverId }) =>
        (listener && relayAccess(live(), listener, serverId)) ?? null,
      'process/stop': async ({ pid, startedAt }) => {
        await live().stopProcess(pid, startedAt);
        return null;
      },
      'inspector/catalog': ({ serverId }) => remembered(serverId)?.catalog ?? EMPTY_CATALOG,
      'inspector/refresh': ({ serverId }) => openSessionOf(live(), serverId).refresh(),
      'inspector/call': ({ serverId, method, params, timeout }) =>
        openSessionOf(live(), serverId).call({
          method,
          params,
          ...(timeout === undefined ? {} : { timeout }),
        }),
      'inspector/cancel': ({ serverId, callId }) => {
        remembered(serverId)?.cancel(callId);
        return null;
      },
      'inspector/calls': ({ serverId }) => remembered(serverId)?.calls() ?? [],
      'inspector/callRecord': ({ serverId, callId }) =>
        remembered(serverId)?.callRecord(callId) ?? null,
      'inspector/traffic': ({ serverId, filter, from, count }) =>
        live().traffic.window(serverId, filter, from, count),
      'inspector/trafficEntry': async ({ serverId, seq }) =>
        (await live().traffic.entry(serverId, seq)) ?? null,
      'inspector/clearTraffic': ({ serverId }) => {
        live().traffic.clear(serverId);
        return null;
      },
      'inspector/output': ({ serverId }) => live().server(serverId)?.output.all ?? [],
    },
    close: () => {
      closing ??= close();
      return closing;
    },
    isEmpty: () => !engine?.table.own.some((record) => record.pid !== process.pid),
  };
}

/** @throws when there is none: the server is not ready. */
function openSessionOf(engine: Engine, serverId: ServerId): InspectorSession {
  const server = engine.server(serverId);
  if (!server?.session || !isReady(server.state)) {
    throw new Error(`${server?.definition.name ?? serverId} is not ready: it has no open session.`);
  }
  return server.session;
}

function forward(engine: Engine, notify: ProxyHost['notify']): void {
  engine.onDidChangeServer((snapshot) => notify('server/changed', snapshot));
  engine.onDidChangeCatalog((change) => notify('inspector/catalogChanged', change));
  engine.onDidChangeCall((call) => notify('inspector/callChanged', call));
  engine.traffic.onDidChange((change) => notify('inspector/trafficChanged', change));
  const batches = new Map<ServerId, OutputLine[]>();
  engine.onDidPrintLine(({ serverId, line }) => {
    const batch = batches.get(serverId);
    if (batch) return batch.push(line);
    batches.set(serverId, [line]);
    setTimeout(() => {
      notify('inspector/outputAppended', { serverId, lines: batches.get(serverId)! });
      batches.delete(serverId);
    }, OUTPUT_EVERY_MS);
    return undefined;
  });
}
