import { readFile } from 'node:fs/promises';
import { editDistance } from '../process/nearNames';

const HOSTS_FILE =
  process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts';
const MAX_DISTANCE = 2;

/** Names that this machine knows by itself and that resemble `host`, nearest first. */
export async function nearHosts(host: string, hostsFile = HOSTS_FILE): Promise<string[]> {
  const text = await readFile(hostsFile, 'utf8').catch(() => '');
  const names = text
    .split(/\r?\n/)
    .flatMap((line) => line.replace(/#.*/, '').trim().split(/\s+/).slice(1));
  return [...new Set(['localhost', ...names])]
    .map((name) => ({ name, distance: editDistance(host, name, MAX_DISTANCE) }))
    .filter(({ distance }) => distance > 0 && distance <= MAX_DISTANCE)
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}
