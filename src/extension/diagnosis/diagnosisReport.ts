import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchDefinition } from '../../shared/model/server';
import type { ServerSnapshot } from '../../shared/model/state';
import type { OutputLine } from '../../shared/model/traffic';
import { maskSecrets, secretsOf } from '../../shared/secrets/maskSecrets';
import { visible, visibleLines } from '../../shared/text/visible';

const OUTPUT_LINES = 40;

export interface ReportFacts {
  readonly snapshot: ServerSnapshot;
  readonly diagnosis: Diagnosis;
  /** Oldest first. */
  readonly output: readonly OutputLine[];
  readonly definition?: LaunchDefinition;
  /** Known from elsewhere than the definition, such as the answers to inputs: they may stand anywhere in it. */
  readonly secrets?: readonly string[];
  /** Names and versions of what runs it, for example `VS Code 1.101.0`. */
  readonly environment: readonly string[];
}

/** A diagnosis as Markdown, fit for an issue. Secrets are masked. */
export function diagnosisReport(facts: ReportFacts): string {
  const { snapshot, diagnosis, output, definition } = facts;
  const sections = [
    `### MCP server ${code(snapshot.name)}: ${prose(diagnosis.title)}`,
    `\`${diagnosis.code}\` · ${prose(diagnosis.explanation)}`,
    evidenceTable(diagnosis),
    launchSection(definition),
    stepsTable(snapshot),
    outputSection(output),
    `<sub>${facts.environment.join(' · ')}</sub>`,
  ];
  const text = sections.filter((section) => section !== '').join('\n\n');
  return `${maskSecrets(text, [...secretsOf(definition), ...(facts.secrets ?? [])])}\n`;
}

function evidenceTable({ evidence }: Diagnosis): string {
  if (evidence.length === 0) return '';
  const rows = evidence.map(
    ({ label, value }) =>
      `| ${cell(prose(label))} | ${cell(value.split(/\r?\n/).map(code).join('<br>'))} |`,
  );
  return ['| Fact | Value |', '|---|---|', ...rows].join('\n');
}

function launchSection(definition: LaunchDefinition | undefined): string {
  if (definition === undefined) return '';
  const lines: string[] = [`kind: ${definition.kind}`];
  if (definition.kind !== 'remote') {
    lines.push(
      `command: ${[definition.run.command, ...definition.run.args].join(' ')}`,
      `cwd: ${definition.run.cwd}`,
      `env: ${Object.keys(definition.run.env).join(', ') || '(none)'}`,
    );
  }
  if (definition.kind !== 'stdio') {
    lines.push(
      `url: ${definition.url}`,
      `headers: ${Object.keys(definition.headers).join(', ') || '(none)'}`,
    );
  }
  return fence(lines.join('\n'));
}

function stepsTable({ launch }: ServerSnapshot): string {
  if (launch === undefined) return '';
  const rows = launch.steps.map(
    ({ id, status, ms, attempts, detail }) =>
      `| ${id} | ${status} | ${ms === undefined ? '' : `${Math.round(ms)} ms`} | ${attempts} | ${cell(code(detail ?? ''))} |`,
  );
  return ['| Step | Status | Time | Attempts | Detail |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function outputSection(output: readonly OutputLine[]): string {
  if (output.length === 0) return '';
  const lines = output.slice(-OUTPUT_LINES).map(({ stream, text }) => `[${stream}] ${text}`);
  return `Last output:\n\n${fence(lines.join('\n'))}`;
}

/** A fence longer than any in the text, so that nothing breaks out of it. */
function fence(text: string): string {
  const ticks = '`'.repeat(Math.max(3, longestTicks(text) + 1));
  return `${ticks}text\n${visibleLines(text)}\n${ticks}`;
}

/** What was written by others, on one line: in code nothing is a link, a tag, or a mention. */
function code(text: string): string {
  const line = visible(text.trim());
  if (line === '') return '';
  const ticks = '`'.repeat(longestTicks(line) + 1);
  const space = /^`|`$/.test(line) ? ' ' : '';
  return `${ticks}${space}${line}${space}${ticks}`;
}

/** A sentence of ours, which may quote what was written by others. */
function prose(text: string): string {
  return visible(text)
    .split(/((?<!\S)\S*@\S*)/)
    .map((part, index) => (index % 2 === 1 ? code(part) : part.replace(/[\\`*_[\]<>~#&]/g, '\\$&')))
    .join('');
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}

/** A table looks for its borders before anything else. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
