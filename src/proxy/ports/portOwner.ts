import { portToPid } from 'pid-port';
import type { PortOwner } from '../diagnosis/facts';
import { carries, readMark } from '../process/launchMark';
import { listProcesses } from '../process/processTable';
import { collectTree } from '../process/processTree';
import { type LaunchRecord, type LaunchTable, livesStill } from './launchTable';
import { processDetails } from './processDetails';
import { pidOnPort } from './procNet';

/** Who holds `port`, as seen by the server `serverId`. Undefined when nobody does or the system hides it. */
export async function portOwner(
  port: number,
  serverId: string,
  table: LaunchTable,
): Promise<PortOwner | undefined> {
  // A server of ours that was just started may not have bound its port yet.
  const pid = (await findPid(port)) ?? table.own.find((record) => record.port === port)?.pid;
  if (pid === undefined) return undefined;
  const [details, record] = await Promise.all([processDetails(pid), recordOf(pid, table)]);
  return { pid, ...details, relation: await relationOf(record, pid, serverId, table.home) };
}

async function findPid(port: number): Promise<number | undefined> {
  if (process.platform === 'linux') {
    const pid = pidOnPort(port);
    if (pid !== undefined) return pid;
  }
  try {
    return await portToPid({ port, host: '*' });
  } catch {
    return undefined;
  }
}

/** The launch, of this window or another, to which a process belongs. */
async function recordOf(pid: number, table: LaunchTable): Promise<LaunchRecord | undefined> {
  const rows = await listProcesses();
  const row = rows.find((candidate) => candidate.pid === pid);
  const mark = row && readMark(row);
  const records = [...table.own, ...table.others().values()];
  return records.find(
    (record) =>
      carries(mark, record.mark) ||
      record.pid === pid ||
      collectTree(rows, record, [], () => undefined).some((member) => member.pid === pid),
  );
}

async function relationOf(
  record: LaunchRecord | undefined,
  pid: number,
  serverId: string,
  home: string,
): Promise<PortOwner['relation']> {
  if (pid === process.pid) return 'portcullis';
  if (!record) return 'stranger';
  const left = record.proxy.pid === process.pid || !(await livesStill(record.proxy));
  const same = record.serverId === serverId && record.home === home;
  return same && left ? 'own' : 'portcullis';
}
