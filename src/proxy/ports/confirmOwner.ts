import type { PortOwner } from '../diagnosis/facts';
import { sameStart } from '../process/processTable';
import type { ServerProcess } from '../process/serverProcess';
import type { LaunchTable } from './launchTable';
import { listeningSockets } from './listeningSockets';
import { portOwner } from './portOwner';

/** Programs that listen for a server which runs elsewhere, in a container or behind a tunnel. */
const FORWARDERS =
  /docker|podman|containerd|rootlessport|vpnkit|colima|lima|qemu|wsl|vmnet|ssh|kubectl|systemd/i;

/**
 * Whether what answers on `port` is the server that we launched.
 * @returns the owner if it is certainly another program; undefined if it is ours, or cannot be told.
 */
export async function foreignOwner(
  port: number,
  serverId: string,
  server: ServerProcess,
  table: LaunchTable,
): Promise<PortOwner | undefined> {
  const tree = (await server.tree()).map(({ pid }) => pid);
  const sockets = await listeningSockets(tree);
  if (sockets.some((socket) => socket.port === port)) return undefined;
  const owner = await portOwner(port, serverId, table);
  if (!owner || tree.includes(owner.pid)) return undefined;
  if (owner.relation === 'portcullis') return owner;
  if (FORWARDERS.test(owner.program ?? '') || owner.startedAt === undefined) return undefined;
  // What began after our launch may well be a part of it that we cannot see; what was there before is not.
  const older = owner.startedAt < server.startedAt && !sameStart(owner.startedAt, server.startedAt);
  return older ? owner : undefined;
}
