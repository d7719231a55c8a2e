import { readdirSync, readlinkSync } from 'node:fs';
import type { ListeningSocket } from '../diagnosis/facts';
import { readProcFile } from '../process/procFile';

/** A listening TCP socket as Linux shows it: without its process, but with the inode that leads there. */
export interface SocketRow {
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

const LISTEN = '0A';

/** `/proc/net/tcp` or `tcp6` (proc_pid_net(5)): the sockets that listen. */
export function parseProcNet(text: string): SocketRow[] {
  const rows: SocketRow[] = [];
  for (const line of text.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/);
    if (fields[3] !== LISTEN) continue;
    const [hex, port] = fields[1]!.split(':');
    rows.push({ address: readAddress(hex!), port: Number.parseInt(port!, 16), inode: fields[9]! });
  }
  return rows;
}

/** Addresses stand there as 32-bit words in the byte order of the machine, which is little-endian for Node. */
function readAddress(hex: string): string {
  const bytes: number[] = [];
  for (let word = 0; word < hex.length; word += 8) {
    for (let at = word + 6; at >= word; at -= 2)
      bytes.push(Number.parseInt(hex.slice(at, at + 2), 16));
  }
  return bytes.length === 4 ? bytes.join('.') : formatIpv6(bytes);
}

function formatIpv6(bytes: readonly number[]): string {
  const mapped =
    bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return bytes.slice(12).join('.');
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(((bytes[at]! << 8) | bytes[at + 1]!).toString(16));
  // Only what is common on one machine needs to be pretty: `::` and `::1`.
  return groups.join(':').replace(/^(?:0:)+0?/, '::');
}

/** All listening sockets of this network namespace. */
export function readListening(): SocketRow[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      return parseProcNet(readProcFile(file));
    } catch {
      // Without IPv6 there is no tcp6.
      return [];
    }
  });
}

/** The inodes of the sockets that `pid` has open; none when it belongs to another user. */
export function socketInodes(pid: number | string): Set<string> {
  const inodes = new Set<string>();
  let names: string[];
  try {
    names = readdirSync(`/proc/${pid}/fd`);
  } catch {
    return inodes;
  }
  for (const name of names) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1];
      if (inode) inodes.add(inode);
    } catch {
      // Closed between the listing and the look.
    }
  }
  return inodes;
}

/** What these processes listen on. */
export function listeningOf(pids: Iterable<number>): ListeningSocket[] {
  const rows = readListening();
  const found: ListeningSocket[] = [];
  for (const pid of pids) {
    const inodes = socketInodes(pid);
    for (const { address, port, inode } of rows) {
      if (inodes.has(inode)) found.push({ address, port, pid });
    }
  }
  return found;
}

/** Who listens on `port`; undefined when nobody does, or when it is hidden from us. */
export function pidOnPort(port: number): number | undefined {
  const inodes = new Set(readListening().flatMap((row) => (row.port === port ? [row.inode] : [])));
  if (inodes.size === 0) return undefined;
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name) && [...socketInodes(name)].some((inode) => inodes.has(inode)))
      return Number(name);
  }
  return undefined;
}
