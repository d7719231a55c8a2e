import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProcess } from '../process/processTable';

const run = promisify(execFile);

export interface ProcessDetails {
  readonly program?: string;
  readonly commandLine?: string;
  /** Epoch ms. */
  readonly startedAt?: number;
}

/** What the system tells of a process; parts that it hides are absent. Never rejects. */
export async function processDetails(pid: number): Promise<ProcessDetails> {
  const [named, row] = await Promise.all([
    nameProcess(pid).catch(() => ({})),
    findProcess(pid).catch(() => undefined),
  ]);
  return { ...named, ...(row ? { startedAt: row.startedAt } : {}) };
}

async function nameProcess(pid: number): Promise<ProcessDetails> {
  if (process.platform === 'linux') {
    const program = programName(pid);
    // Arguments end in NUL.
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { program, ...(commandLine === '' ? {} : { commandLine }) };
  }
  if (process.platform === 'win32') {
    const script = `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; $p.Name; $p.CommandLine`;
    const { stdout } = await run(
      'powershell.exe',
      ['-NoProfile', '-NonInteractive', '-Command', script],
      {
        windowsHide: true,
        timeout: 10_000,
      },
    );
    return readTwoLines(stdout);
  }
  const [comm, args] = await Promise.all(
    ['comm=', 'args='].map((column) =>
      run('ps', ['-p', String(pid), '-o', column], { timeout: 5_000 }),
    ),
  );
  return readTwoLines(`${path.basename(comm!.stdout.trim())}\n${args!.stdout.trim()}`);
}

/** Programs rename themselves in `comm` (Node.js to MainThread); the name of their file is what people know. */
function programName(pid: number): string {
  try {
    return path.basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
  } catch {
    // Another user's process shows only its name.
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  }
}

function readTwoLines(text: string): ProcessDetails {
  const [program, commandLine] = text.split(/\r?\n/).map((line) => line.trim());
  return { ...(program ? { program } : {}), ...(commandLine ? { commandLine } : {}) };
}
