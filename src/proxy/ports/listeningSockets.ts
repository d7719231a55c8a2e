import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ListeningSocket } from '../diagnosis/facts';
import { listeningOf } from './procNet';

const run = promisify(execFile);

/** What these processes listen on (TCP). Never rejects: where the system does not tell, nothing is found. */
export async function listeningSockets(pids: readonly number[]): Promise<ListeningSocket[]> {
  if (pids.length === 0) return [];
  if (process.platform === 'linux') return listeningOf(pids);
  try {
    if (process.platform === 'win32') {
      const { stdout } = await run('netstat', ['-ano'], { windowsHide: true, timeout: 5_000 });
      return parseNetstat(stdout).filter(({ pid }) => pids.includes(pid));
    }
    const args = ['-nP', '-a', '-iTCP', '-sTCP:LISTEN', '-p', pids.join(','), '-Fpn'];
    const { stdout } = await run('lsof', args, { timeout: 5_000 });
    return parseLsof(stdout);
  } catch {
    // lsof exits with 1 when there is none.
    return [];
  }
}

/** `lsof -Fpn`: a line `p<pid>`, then `n<address>:<port>` for each of its sockets. */
export function parseLsof(text: string): ListeningSocket[] {
  const found: ListeningSocket[] = [];
  let pid = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('p')) pid = Number(line.slice(1));
    const socket = line.startsWith('n') && readEndpoint(line.slice(1));
    if (socket) found.push({ ...socket, pid });
  }
  return found;
}

/** `netstat -ano` on Windows. The state's name is translated; a foreign port of 0 means the same. */
export function parseNetstat(text: string): ListeningSocket[] {
  const found: ListeningSocket[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*TCP\s+(\S+)\s+(?:0\.0\.0\.0|\[::\]):0\s+\S+\s+(\d+)\s*$/.exec(line);
    const socket = match && readEndpoint(match[1]!);
    if (socket) found.push({ ...socket, pid: Number(match[2]) });
  }
  return found;
}

function readEndpoint(text: string): { address: string; port: number } | undefined {
  const match = /^(.+):(\d+)$/.exec(text);
  if (!match) return undefined;
  const host = match[1]!.replace(/^\[|\]$/g, '');
  return { address: host === '*' ? '0.0.0.0' : host, port: Number(match[2]) };
}
