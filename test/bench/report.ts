import { cpus, loadavg, platform, totalmem } from 'node:os';
import type { AddedRow } from './added';
import { type Comparison, isMet, middle, ratioOf } from './comparison';
import { panelSection } from './panel/section';
import { type Outcome, ratio } from './statistics';
import type { ReadyRow } from './timeToReady';
import type { TrafficRow } from './trafficLog';

/** More than this is going on beside the measurements. */
const QUIET_LOAD = 1;
const READY_AIM_MS = 100;
const KIND = { stdio: 'stdio', http: 'HTTP', events: 'HTTP, events' } as const;

export interface Measured {
  readonly about: string;
  readonly ready: readonly ReadyRow[];
  readonly compared: readonly Comparison[];
  readonly added: readonly AddedRow[];
  readonly traffic: readonly TrafficRow[];
}

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
export function report({ about, ready, compared, added, traffic }: Measured): string {
  return `# Benchmarks

Written by \`npm run bench\`. ${about}

## Time to ready

From the moment the server itself could first answer, by its own record, to \`ready\`: 15 starts of servers that boot for 50 to 750 ms.

${table(
  ['server', 'median', 'longest', 'aim', 'met'],
  ready.map(({ server, medianMs, maxMs }) => [
    server,
    time(medianMs),
    time(maxMs),
    `≤ ${READY_AIM_MS} ms`,
    yesNo(maxMs <= READY_AIM_MS),
  ]),
)}

## Beside the bare client, and beside the official Inspector

The same server, the same run, in turns: a session of Portcullis, which records everything that passes; \`Client\` of \`@modelcontextprotocol/client\` with its own transports and default options; and the same client through the backend of \`@modelcontextprotocol/inspector\`, by the API that its page uses. Times are medians. A ratio is the median of what each round says of Portcullis and of the bare client.

- The bare client sends \`initialize\` at once. Portcullis passes its gate first (stdio: the command is looked up; HTTP: a connection and a GET) and finds out the era of the server with \`server/discover\`: that is “command → tools listed”. “connect → tools listed” is the session alone, beside the bare client in its mode \`auto\`: both ask for the era first.
- “HTTP” answers in JSON. “HTTP, events” answers in event streams, as the servers of the SDK do unless they are told otherwise.
- A result is there when the caller has it. Portcullis writes it into its log right after that.

${table(
  ['', '', 'Portcullis', 'bare client', 'official Inspector', 'ratio', 'aim', 'met'],
  compared.map(comparedCells),
)}

The aim for large results stands on what slows the bare client down: how it puts lines together that come over stdio. Over HTTP there is no such work to be spared. What no client can do without is to receive the bytes and to parse them once; if that alone takes about as long as the bare client, nobody reaches the aim there. Node’s own HTTP client on a kept connection and \`JSON.parse\`, with nothing recorded, and nothing else:

${compared.flatMap(floorLine).join('\n')}

## What stands between a client and its server

The bare client, directly and through it, in turns. Everything that passes is recorded.

${table(
  ['', 'directly', 'through it', 'added'],
  added.map(({ what, direct, through, addedMs }) => [
    what,
    shown(direct, 'ms'),
    shown(through, 'ms'),
    addedMs === undefined ? '' : time(addedMs),
  ]),
)}

## A million entries in the traffic log

Small messages, half of them requests and half their answers, one in a thousand of them rare: what a person looks for. They are on disk; in memory is the index. Each filter looks at all of them first (“all found”), and then at what is added. In use by the panel, a first look that takes longer than 5 ms is answered in part, and goes on.

${table(['', 'measured', 'aim', 'met'], traffic.map(trafficCells))}
${panelSection()}
`;
}

function trafficCells({ what, value, unit, aim }: TrafficRow): string[] {
  const number = (one: number) =>
    unit === 'ms' ? time(one) : `${Math.round(one).toLocaleString('en')} ${unit}`;
  const isRate = unit === 'entries/s';
  const isMet = aim === undefined ? undefined : isRate ? value >= aim : value <= aim;
  return [
    what,
    number(value),
    aim === undefined ? '' : `${isRate ? '≥' : '≤'} ${number(aim)}`,
    isMet === undefined ? '' : yesNo(isMet),
  ];
}

function floorLine({ what, kind, bare, floor }: Comparison): string[] {
  const share = floor && ratio(floor, bare);
  if (!floor || share === undefined) return [];
  return [
    `- ${what}, ${KIND[kind]}: ${shown(floor, 'ms')}, ${share.toFixed(2)}× of the bare client`,
  ];
}

function comparedCells(row: Comparison): string[] {
  const { what, kind, unit, ours, bare, official, aim } = row;
  const share = ratioOf(row);
  const met = isMet(row);
  return [
    what,
    KIND[kind],
    shown(ours, unit),
    shown(bare, unit),
    shown(official, unit),
    share === undefined ? '' : `${share.toFixed(2)}×`,
    aim ? ('atMost' in aim ? `≤ ${aim.atMost}×` : `≥ ${aim.atLeast}×`) : '',
    met === undefined ? '' : yesNo(met),
  ];
}

function shown(outcome: Outcome, unit: Comparison['unit']): string {
  const value = middle(outcome);
  if (value === undefined) return `fails: ${'failure' in outcome ? outcome.failure : ''}`;
  return unit === 'ms' ? time(value) : `${Math.round(value)} calls/s`;
}

function yesNo(met: boolean): string {
  return met ? 'yes' : '**no**';
}

function time(ms: number): string {
  return `${Math.abs(ms) < 10 ? ms.toFixed(2) : Math.round(ms)} ms`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
