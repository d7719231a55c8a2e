import { t } from '@vscode/l10n';
import type { inspectorRequests } from '../../shared/contracts/inspectorContract';
import type { ProxyContract } from '../../shared/contracts/proxyContract';
import type { trafficRequests } from '../../shared/contracts/trafficContract';
import type { ServerId } from '../../shared/model/server';
import type { CallRecord, SessionId } from '../../shared/model/session';
import { type ReplayableRequest, requestToReplay } from '../../shared/requestToReplay';
import type { RequestHandlers } from '../../shared/rpc/peer';
import { exportTraffic } from './exportTraffic';
import { logWindow } from './logWindow';
import type { OpenedFiles } from './openedFiles';
import { replaying } from './replaying';
import type { TrafficLog } from './trafficLog';

/** A search that takes longer is answered in part, and goes on; in ms. */
const SEARCH_MS = 5;

/** Of the Inspector's requests those that are answered here. */
export type TrafficMethod = Extract<
  keyof typeof inspectorRequests,
  `inspector/traffic${string}` | 'inspector/clearTraffic' | 'inspector/replay'
>;

interface SessionAddress {
  readonly serverId: ServerId;
  /** Absent: the server's first. */
  readonly sessionId?: SessionId | undefined;
}

export interface TrafficHost {
  traffic(): TrafficLog;
  readonly files: OpenedFiles;
  /** Secrets of a server that are known, or of all. */
  secretsOf(serverId: ServerId | undefined): readonly string[];
  /** @throws when the server has no open session */
  call(address: SessionAddress, request: ReplayableRequest): CallRecord;
}

/** What the proxy answers about traffic. */
export function trafficHandlers(
  host: TrafficHost,
): Pick<RequestHandlers<ProxyContract>, TrafficMethod | keyof typeof trafficRequests> {
  const { files } = host;
  return {
    'inspector/traffic': async ({ serverId, filter, from, count }) =>
      files.isFile(serverId)
        ? logWindow([await files.of(serverId)], filter, from, count, SEARCH_MS)
        : host.traffic().window(serverId, filter, from, count, SEARCH_MS),
    'inspector/trafficEntry': async ({ serverId, seq }) =>
      (await entry(host, serverId, seq)) ?? null,
    'inspector/trafficFacets': async ({ serverId }) =>
      files.isFile(serverId) ? (await files.of(serverId)).facets : host.traffic().facets(serverId),
    'inspector/clearTraffic': ({ serverId }) => {
      if (files.isFile(serverId)) throw new Error(t('A file that was opened cannot be cleared.'));
      host.traffic().clear(serverId);
      return null;
    },
    'inspector/replay': async ({ serverId, sessionId, seq, method, params }) => {
      if (files.isFile(serverId))
        throw new Error(t('A file has no session to send anything through.'));
      const original = await entry(host, serverId, seq);
      const request = original && requestToReplay(original.raw);
      if (!request) throw new Error(t('There is no such request in the log any more.'));
      const sent = { method: method ?? request.method, params: params ?? request.params };
      return replaying(seq, sent.method, () => host.call({ serverId, sessionId }, sent));
    },
    'traffic/window': ({ filter, from, count }) =>
      host.traffic().windowOfAll(filter, from, count, SEARCH_MS),
    'traffic/export': async ({ serverId, filter, format, path, secrets, knownSecrets = [] }) => {
      const mask = [...host.secretsOf(serverId), ...knownSecrets];
      const sources =
        serverId !== undefined && files.isFile(serverId)
          ? [await files.of(serverId)]
          : host.traffic().sources(serverId === undefined ? filter.servers : [serverId]);
      return exportTraffic(sources, {
        filter,
        format,
        path,
        mask: secrets === 'masked' ? mask : undefined,
      });
    },
    'traffic/open': ({ path }) => files.open(path),
    'traffic/close': ({ logId }) => {
      files.close(logId);
      return null;
    },
    'traffic/setLimits': (limits) => {
      host.traffic().setLimits(limits);
      return null;
    },
  };
}

async function entry({ files, traffic }: TrafficHost, serverId: ServerId, seq: number) {
  return files.isFile(serverId)
    ? (await files.of(serverId)).entry(seq)
    : traffic().entry(serverId, seq);
}
