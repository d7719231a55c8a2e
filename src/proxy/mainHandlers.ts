import path from 'node:path';
import type { HostContract } from '../shared/contracts/hostContract';
import type { ProxyContract, ProxyInfo } from '../shared/contracts/proxyContract';
import type { ServerId } from '../shared/model/server';
import type { ContractClient, ContractServer, RequestHandlers } from '../shared/rpc/peer';
import { secretsOf } from '../shared/secrets/maskSecrets';
import { ServerSignIns } from './auth/serverSignIns';
import { catalogHandlers } from './catalogs/catalogHandlers';
import { CatalogHistory } from './catalogs/catalogHistory';
import { followCatalogs } from './catalogs/followCatalogs';
import { Engine } from './engine';
import { inspectorHandlers, notifyInspector, openSessionOf } from './inspectorHandlers';
import type { EngineServices } from './launchServices';
import { ConnectedClients } from './relay/connectedClients';
import { listenForEngine } from './relay/engineListener';
import { type EngineTaps, takeTaps } from './relay/engineTaps';
import type { Listener } from './relay/listener';
import { relayAccess } from './relay/relayAccess';
import { ATTENDED_OFFERS } from './session/offers';
import { OpenedFiles } from './traffic/openedFiles';
import { trafficHandlers } from './traffic/trafficHandlers';

export interface ProxyHost {
  readonly guardian: EngineServices['guardian'];
  log(level: 'info' | 'warn' | 'error', message: string): void;
  readonly notify: ContractServer<ProxyContract>['notify'];
  /** Asks for what only the window can do. */
  readonly ask: ContractClient<HostContract>;
}

export interface ProxyHandlers {
  readonly requests: Omit<RequestHandlers<ProxyContract>, 'proxy/shutdown'>;
  /** Stops every server and unbinds. Idempotent. */
  close(): Promise<void>;
  /** Nothing that we launched is left. */
  isEmpty(): boolean;
}

function initialized<T>(made: T | undefined): T {
  if (made === undefined) throw new Error('proxy/initialize must come first.');
  return made;
}

/** The proxy's side of the contract, over an engine that `proxy/initialize` brings to life. */
export function proxyHandlers(host: ProxyHost): ProxyHandlers {
  let engine: Engine | undefined;
  let listener: Listener | undefined;
  let history: CatalogHistory | undefined;
  const signIns = new ServerSignIns(host.ask);
  let taps: EngineTaps | undefined;
  const clients = new ConnectedClients();
  clients.onDidChange((change) => host.notify('relay/clientsChanged', change));
  let closing: Promise<void> | undefined;
  const live = () => initialized(engine);
  const files = new OpenedFiles();
  files.onDidChange(({ logId: serverId, total }) =>
    host.notify('inspector/trafficChanged', { serverId, total }),
  );
  const close = async () => {
    signIns.dispose();
    // They write into the engine's log.
    await taps?.close();
    await Promise.all([engine?.close(), listener?.close()]);
    clients.dispose();
  };

  return {
    requests: {
      'proxy/initialize': async ({ preferredPort, token, ...options }): Promise<ProxyInfo> => {
        if (engine) throw new Error('The proxy is initialized already.');
        engine = new Engine({
          ...options,
          guardian: host.guardian,
          signIns,
          log: host.log,
          offers: ATTENDED_OFFERS,
        });
        engine.onDidChangeServer((snapshot) => host.notify('server/changed', snapshot));
        engine.onDidAnnounceDebuggee((news) => host.notify('server/debuggee', news));
        history = new CatalogHistory(path.join(options.storagePath, 'catalogs'), host.log);
        followCatalogs(engine, history);
        notifyInspector(engine, host.notify);
        const { log } = host;
        listener = await listenForEngine(engine, { preferredPort, token, clients, log });
        taps = takeTaps(engine, { storagePath: options.storagePath, clients, log });
        const { port, preferredPortOwner } = listener;
        return { pid: process.pid, port, ...(preferredPortOwner ? { preferredPortOwner } : {}) };
      },
      'server/start': async ({ definition, reason }) => {
        await live().start(definition, reason);
        return null;
      },
      'server/stop': async ({ serverId }) => {
        await live().stop(serverId);
        return null;
      },
      'server/forget': async ({ serverId }) => {
        await live().forget(serverId);
        return null;
      },
      'server/keepWaiting': async ({ serverId, ms }) => {
        await live().keepWaiting(serverId, ms);
        return null;
      },
      'server/suspendTimeouts': ({ serverId, suspended }) => {
        live().hold(serverId, suspended);
        return null;
      },
      'server/signIn': ({ serverId }) => signIns.signIn(serverId),
      'server/cancelSignIn': ({ serverId }) => {
        signIns.cancel(serverId);
        return null;
      },
      'signIn/changed': () => {
        signIns.reload();
        return null;
      },
      'server/list': () => live().list(),
      'relay/configured': ({ servers }) => {
        taps?.configured(servers);
        return null;
      },
      'relay/access': ({ serverId }) =>
        (listener && relayAccess(live(), listener, serverId)) ?? null,
      'process/stop': async ({ pid, startedAt }) => {
        await live().stopProcess(pid, startedAt);
        return null;
      },
      ...inspectorHandlers(live),
      ...catalogHandlers(() => initialized(history)),
      ...trafficHandlers({
        traffic: () => live().traffic,
        files,
        secretsOf: (serverId) => secretsOfServers(live(), serverId),
        call: (address, request) => openSessionOf(live(), address).call(request),
      }),
    },
    close: () => {
      closing ??= close();
      return closing;
    },
    isEmpty: () => !engine?.table.own.some((record) => record.pid !== process.pid),
  };
}

function secretsOfServers(engine: Engine, serverId: ServerId | undefined): readonly string[] {
  return [...engine.servers()]
    .filter(({ definition }) => serverId === undefined || definition.id === serverId)
    .flatMap(({ definition }) => secretsOf(definition));
}
