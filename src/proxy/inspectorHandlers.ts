import { t } from '@vscode/l10n';
import type { inspectorRequests } from '../shared/contracts/inspectorContract';
import type { ProxyContract } from '../shared/contracts/proxyContract';
import type { ServerId } from '../shared/model/server';
import { EMPTY_CATALOG, type SessionId } from '../shared/model/session';
import type { LogEntry, SessionState } from '../shared/model/sessionState';
import { isReady } from '../shared/model/state';
import type { TaskId, TaskRecord } from '../shared/model/task';
import type { OutputLine } from '../shared/model/traffic';
import type { ContractServer, RequestHandlers } from '../shared/rpc/peer';
import type { Engine } from './engine';
import { residentMemory } from './process/residentMemory';
import { batched, latest } from './session/batched';
import type { InspectorSession } from './session/inspectorSession';
import type { TrafficMethod } from './traffic/trafficHandlers';

/** What is said of the traffic is answered by `trafficHandlers`. */
type InspectorMethod = Exclude<keyof typeof inspectorRequests, TrafficMethod>;

/** A view needs no more than twenty looks a second. */
const BATCH_MS = 50;

interface Address {
  readonly serverId: ServerId;
  readonly sessionId?: SessionId | undefined;
}

/** Answers what the Inspector asks of the sessions of an engine. @param live throws while there is none */
export function inspectorHandlers(
  live: () => Engine,
): Pick<RequestHandlers<ProxyContract>, InspectorMethod> {
  /** The session, even if it is over: what it remembers can still be read. */
  const remembered = ({ serverId, sessionId }: Address) =>
    live().server(serverId)?.sessionOf(sessionId);
  const open = (address: Address) => openSessionOf(live(), address);
  return {
    'inspector/openSession': async ({ serverId }) => {
      const server = live().server(serverId);
      if (!server) throw new Error(t('{0} is not ready.', serverId));
      return (await server.openSession()).summary;
    },
    'inspector/closeSession': async ({ serverId, sessionId }) => {
      await live().server(serverId)?.closeSession(sessionId);
      return null;
    },
    'inspector/reconnect': async ({ serverId }) => {
      const server = live().server(serverId);
      if (!server) throw new Error(t('{0} is not ready.', serverId));
      await server.reconnect();
      return null;
    },
    'inspector/memory': async ({ serverId }) => {
      const pid = live().server(serverId)?.snapshot().process?.pid;
      const bytes = pid === undefined ? undefined : await residentMemory(pid);
      return bytes === undefined ? null : { bytes };
    },
    'inspector/sessionState': (address) => remembered(address)?.state ?? null,
    'inspector/catalog': (address) => remembered(address)?.catalog ?? EMPTY_CATALOG,
    'inspector/refresh': (address) => open(address).refresh(),
    'inspector/call': ({ serverId, sessionId, ...request }) =>
      open({ serverId, sessionId }).call(request),
    'inspector/retry': ({ callId, inputResponses, requestState, ...address }) =>
      nothing(open(address).retry(callId, { inputResponses, requestState })),
    'inspector/cancel': ({ callId, ...address }) => nothing(remembered(address)?.cancel(callId)),
    'inspector/calls': (address) => remembered(address)?.calls() ?? [],
    'inspector/callRecord': ({ callId, ...address }) =>
      remembered(address)?.callRecord(callId) ?? null,
    'inspector/notify': ({ method, params, ...address }) =>
      open(address).notify(method, params).then(nothing),
    'inspector/pendingRequests': (address) => remembered(address)?.pendingRequests() ?? [],
    'inspector/answer': ({ requestId, answer, ...address }) =>
      nothing(open(address).answer(requestId, answer)),
    'inspector/tasks': (address) => remembered(address)?.tasks() ?? [],
    'inspector/refreshTasks': (address) => open(address).refreshTasks(),
    'inspector/cancelTask': ({ taskId, ...address }) =>
      open(address).cancelTask(taskId).then(nothing),
    'inspector/log': (address) => remembered(address)?.log() ?? [],
    'inspector/clearLog': (address) => nothing(remembered(address)?.clearLog()),
    'inspector/subscribe': ({ uri, ...address }) => open(address).subscribe(uri).then(nothing),
    'inspector/unsubscribe': ({ uri, ...address }) => open(address).unsubscribe(uri).then(nothing),
    'inspector/setLogLevel': ({ level, ...address }) =>
      open(address)
        .setLogLevel(level ?? undefined)
        .then(nothing),
    'inspector/setRoots': ({ roots, ...address }) =>
      open(address)
        .setRoots(roots.map(({ uri, name }) => ({ uri, ...(name !== undefined && { name }) })))
        .then(nothing),
    'inspector/complete': ({ serverId, sessionId, ...params }) =>
      open({ serverId, sessionId }).complete(params),
    'inspector/ping': async (address) => ({ ms: await open(address).ping() }),
    'inspector/output': ({ serverId }) => live().server(serverId)?.output.all ?? [],
  };
}

/** Tells the Inspector what happens in the sessions of an engine. */
export function notifyInspector(
  engine: Engine,
  notify: ContractServer<ProxyContract>['notify'],
): void {
  engine.onDidOpenSession((session) => forwardSession(session, notify));
  engine.traffic.onDidChange((change) => notify('inspector/trafficChanged', change));
  const output = batched(BATCH_MS, (serverId: ServerId, lines: readonly OutputLine[]) =>
    notify('inspector/outputAppended', { serverId, lines }),
  );
  engine.onDidPrintLine(({ serverId, line }) => output(serverId, line));
}

function forwardSession(
  session: InspectorSession,
  notify: ContractServer<ProxyContract>['notify'],
): void {
  const { id: sessionId, serverId } = session;
  session.onDidChangeCatalog(({ revision }) =>
    notify('inspector/catalogChanged', { serverId, sessionId, revision }),
  );
  session.onDidChangeCall((call) => notify('inspector/callChanged', call));
  session.onDidChangePendingRequest((one) => notify('inspector/pendingRequestChanged', one));
  const tasks = latest<TaskId, TaskRecord>(BATCH_MS, (task) =>
    notify('inspector/taskChanged', task),
  );
  session.onDidChangeTask((task) => tasks(task.id, task));
  const states = latest<SessionId, SessionState>(BATCH_MS, (state) =>
    notify('inspector/sessionStateChanged', { serverId, state }),
  );
  session.onDidChangeState((state) => states(sessionId, state));
  const log = batched(BATCH_MS, (_: SessionId, entries: readonly LogEntry[]) =>
    notify('inspector/logAppended', { serverId, sessionId, entries }),
  );
  session.onDidLog((entry) => log(sessionId, entry));
}

/** @throws when there is none: the server is not ready, or the session is over */
export function openSessionOf(engine: Engine, { serverId, sessionId }: Address): InspectorSession {
  const server = engine.server(serverId);
  const session = server?.sessionOf(sessionId);
  if (!server || !isReady(server.state) || !session) {
    throw new Error(
      t('{0} is not ready: it has no open session.', server?.definition.name ?? serverId),
    );
  }
  return session;
}

function nothing(_done?: unknown): null {
  return null;
}
