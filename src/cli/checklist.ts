import type { Diagnosis, Fix } from '../shared/model/diagnosis';
import type { LaunchStep, StepStatus } from '../shared/model/launch';
import type { ServerSnapshot } from '../shared/model/state';
import { shown } from './shown';
import type { Style } from './style';

const MARKS: Readonly<Record<StepStatus, string>> = {
  pending: '·',
  running: '…',
  passed: '✓',
  failed: '✗',
  skipped: '-',
};

/** The checklist, a line for each step, no longer than `width`. Pure. */
export function checklistLines(
  steps: readonly LaunchStep[],
  style: Style,
  width?: number,
): string[] {
  return steps.map((step) => stepLine(step, style, width));
}

/** One step: mark, name, time, and what was found. */
export function stepLine(step: LaunchStep, style: Style, width?: number): string {
  const time = step.ms === undefined ? '' : duration(step.ms);
  const tries = step.attempts > 1 ? ` (${step.attempts} attempts)` : '';
  const text = `  ${MARKS[step.status]} ${step.id.padEnd(8)}${time.padStart(8)}  ${shown(step.detail ?? '')}${tries}`;
  return paint(step.status, style)(text.trimEnd().slice(0, width));
}

function paint(status: StepStatus, style: Style): (text: string) => string {
  switch (status) {
    case 'passed':
      return style.green;
    case 'failed':
      return style.red;
    case 'running':
      return style.bold;
    case 'pending':
    case 'skipped':
      return style.dim;
  }
}

/** What came out, after the checklist. */
export function resultLines(snapshot: ServerSnapshot, style: Style): string[] {
  const { state, warnings } = snapshot;
  const lines =
    state.status === 'failed'
      ? diagnosisLines(state.diagnosis, style)
      : readyLines(snapshot, style);
  return [...lines, ...warnings.flatMap((warning) => ['', ...warningLines(warning, style)])];
}

function readyLines({ session, launch }: ServerSnapshot, style: Style): string[] {
  const time =
    launch?.endedAt === undefined ? '' : ` in ${duration(launch.endedAt - launch.startedAt)}`;
  if (!session) return [style.green(`✓ Ready${time}`)];
  const { serverInfo, protocolVersion } = session;
  const name = [serverInfo.name, serverInfo.version].filter((part) => part !== '').join(' ');
  return [
    style.green(`✓ Ready${time}`),
    `  ${shown(name) || 'The server'} speaks MCP ${shown(protocolVersion)}.`,
  ];
}

/** A diagnosis in full: title and code, explanation, evidence, ways out. */
export function diagnosisLines(diagnosis: Diagnosis, style: Style): string[] {
  const { code, title } = diagnosis;
  return [
    `${style.red(style.bold(`✗ ${shown(title)}`))}  ${style.dim(code)}`,
    ...diagnosisDetails(diagnosis, style),
  ];
}

/** A diagnosis without its title, indented. */
export function diagnosisDetails(
  { explanation, evidence, fixes }: Diagnosis,
  style: Style,
): string[] {
  const width = Math.max(0, ...evidence.map(({ label }) => label.length));
  const help = fixes.map(fixInTerminal).filter((line) => line !== undefined);
  return [
    `  ${shown(explanation)}`,
    ...(evidence.length > 0 ? [''] : []),
    ...evidence.flatMap(({ label, value }) => evidenceLines(label.padEnd(width), value, style)),
    ...(help.length > 0 ? ['', `  ${style.bold('What may help')}`] : []),
    ...help.map((line) => `  • ${shown(line)}`),
  ];
}

/** What a person at a terminal can do themselves; undefined for what only a window can do, or is done by trying again. */
function fixInTerminal({ title, action }: Fix): string | undefined {
  switch (action.kind) {
    case 'openEntry':
    case 'restart':
    case 'showOutput':
    case 'signIn':
      return undefined;
    case 'runInTerminal':
      return `${title}: ${action.command}`;
    default:
      return title;
  }
}

function evidenceLines(label: string, value: string, style: Style): string[] {
  const [first = '', ...rest] = value.split(/\r?\n/).map(shown);
  const indent = ' '.repeat(label.length + 4);
  return [`  ${style.dim(label)}  ${first}`, ...rest.map((line) => `${indent}${line}`)];
}

function warningLines({ code, title, explanation, evidence }: Diagnosis, style: Style): string[] {
  return [
    `${style.yellow(`! ${shown(title)}`)}  ${style.dim(code)}`,
    `  ${shown(explanation)}`,
    ...evidence.flatMap(({ label, value }) => evidenceLines(label, value, style)),
  ];
}

/** `12 ms`, `1.2 s`, `30 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
