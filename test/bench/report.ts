import { cpus, loadavg, platform, totalmem } from 'node:os';
import type { ComparedRow } from './sessions';
import type { ReadyRow } from './timeToReady';

/** More than this is going on beside the measurements. */
const QUIET_LOAD = 1;

/** Of the machine no more than the numbers depend on. */
export function machine(load = loadavg()[0] ?? 0): string {
  const cores = `${cpus().length} cores (${cpus()[0]?.model.trim() || 'of unknown make'})`;
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB of memory`;
  const quiet =
    load <= QUIET_LOAD
      ? `The machine was quiet (load ${load.toFixed(1)}).`
      : `**The machine was not quiet** (load ${load.toFixed(1)} before the run): the times are longer than they would be, and the ratios less sure.`;
  return `${cores}, ${memory}, ${platform()}, Node.js ${process.version}. ${quiet}`;
}

/** A page in Markdown. */
export function report(
  about: string,
  ready: readonly ReadyRow[],
  compared: readonly ComparedRow[],
): string {
  return `# Benchmarks

Written by \`npm run bench\`. ${about}

## Time to ready

From the moment the server itself could first answer, by its own record, to \`ready\`: 15 starts of servers that boot for 50 to 750 ms. The aim is 100 ms at most.

${table(
  ['server', 'median', 'longest'],
  ready.map(({ server, medianMs, maxMs }) => [server, time(medianMs), time(maxMs)]),
)}

## Beside the bare client

The same server, the same run, in turns: a session of Portcullis, which records everything that passes, and \`Client\` of \`@modelcontextprotocol/client\` with its own transports and default options. Medians. A ratio above 1 says that Portcullis is slower by that factor.

The bare client sends \`initialize\` at once. Portcullis passes its gate first (stdio: the command is looked up; HTTP: a connection and a GET) and finds out the era of the server with \`server/discover\`.

${table(['', '', 'Portcullis', 'bare client', 'ratio'], compared.map(comparedCells))}
`;
}

function comparedCells(row: ComparedRow): string[] {
  const { what, kind, unit, ours, bare, bareFailure } = row;
  const show = unit === 'ms' ? time : (value: number) => `${Math.round(value)} calls/s`;
  const start = [what, kind === 'http' ? 'HTTP' : kind, show(ours)];
  if (bare === undefined) return [...start, `fails: ${bareFailure}`, ''];
  const ratio = unit === 'ms' ? ours / bare : bare / ours;
  return [...start, show(bare), `${ratio.toFixed(2)}×`];
}

function time(ms: number): string {
  return `${ms < 10 ? ms.toFixed(2) : Math.round(ms)} ms`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
