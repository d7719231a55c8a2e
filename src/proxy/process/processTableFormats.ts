import type { ProcessRow } from './processTable';

/** The kernel reports times to programs in this unit on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * One line of `/proc/<pid>/stat` (proc_pid_stat(5)); undefined for a zombie. The name in parentheses may
 * hold spaces and parentheses itself, so fields count from the last `)`.
 */
export function parseStat(stat: string, bootTimeMs: number): ProcessRow | undefined {
  const pid = Number.parseInt(stat, 10);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ppid, pgid] = fields;
  const startTicks = Number(fields[19]);
  if (!state || 'ZXx'.includes(state) || Number.isNaN(pid) || Number.isNaN(startTicks)) {
    return undefined;
  }
  const startedAt = bootTimeMs + (startTicks * 1000) / TICKS_PER_SECOND;
  return { pid, ppid: Number(ppid), pgid: Number(pgid), startedAt };
}

/** `ps -o pid=,ppid=,pgid=,stat=,lstart=` under LC_ALL=C. */
export function parsePsTable(text: string): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line);
    if (!match || match[4]!.startsWith('Z')) continue;
    const startedAt = Date.parse(match[5]!);
    if (Number.isNaN(startedAt)) continue;
    rows.push({ pid: +match[1]!, ppid: +match[2]!, pgid: +match[3]!, startedAt });
  }
  return rows;
}

/** Lines of `<pid> <parent pid> <epoch ms>`. Windows has no process groups: each is its own. */
export function parseWindowsTable(text: string): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+) (\d+) (\d+)\s*$/.exec(line);
    if (match)
      rows.push({ pid: +match[1]!, ppid: +match[2]!, pgid: +match[1]!, startedAt: +match[3]! });
  }
  return rows;
}
