import { killTree } from '../process/killTree';
import { type LaunchTable, livesStill } from './launchTable';

const GRACE_MS = 500;
const KILL_MS = 1_000;

/**
 * Ends what proxies that were killed have left running, and removes their records. What belongs to a living
 * proxy (another window) is not touched.
 * @returns a line for each server that was still there.
 */
export async function endLeftovers(table: LaunchTable): Promise<string[]> {
  const said: string[] = [];
  await Promise.all(
    [...table.others()].map(async ([name, record]) => {
      if (await livesStill(record.proxy)) return;
      const left = await killTree(record, { graceMs: GRACE_MS, killMs: KILL_MS });
      if (left.length === 0) table.remove(name);
      if (record.serverId !== '') said.push(`${record.serverId} (pid ${record.pid})`);
    }),
  );
  return said;
}
