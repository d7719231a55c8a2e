import { l10n } from 'vscode';
import type { Diagnosis, Fix } from '../../shared/model/diagnosis';
import { COMMANDS } from '../ids';
import type { ConfiguredServer } from './knownServer';

/** What the host knows by itself about an entry that cannot be started as it stands. */
export function entryDiagnosis({
  entry,
  source,
  location,
}: ConfiguredServer): Diagnosis | undefined {
  const problem = entry.problems.find(({ severity }) => severity === 'error');
  if (problem === undefined) return undefined;
  const place =
    location === undefined
      ? source.label
      : `${source.label}:${problem.range.line}:${problem.range.column}`;
  const open: Fix = {
    id: 'open',
    title: l10n.t('Open the configuration'),
    action: { kind: 'openEntry' },
  };
  return {
    code: 'config.file-invalid',
    title: l10n.t('Invalid configuration'),
    explanation: l10n.t(
      '{0} Correct the entry; it is read again as soon as the file is saved.',
      problem.message,
    ),
    evidence: [
      { label: l10n.t('Where'), value: place },
      ...(problem.value === undefined ? [] : [{ label: l10n.t('Found'), value: problem.value }]),
    ],
    fixes: [open],
  };
}

/** How the proxy's process ended. */
export interface ProxyExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines that it wrote, oldest first. */
  readonly lastLines: readonly string[];
  /** What kept it from being started at all. */
  readonly error?: string;
}

export function proxyDiagnosis(exit: ProxyExit, willRestart: boolean): Diagnosis {
  return {
    code: 'proxy.crashed',
    title: l10n.t('The Portcullis proxy stopped'),
    explanation: willRestart
      ? l10n.t(
          'The process that runs the servers ended unexpectedly. It is being restarted, and what ran is started again.',
        )
      : l10n.t(
          'The process that runs the servers ended unexpectedly, again and again. See its log ("{0}"), then start the server again.',
          COMMANDS.showLog,
        ),
    evidence: [
      { label: l10n.t('End'), value: describeExit(exit) },
      ...(exit.lastLines.length === 0
        ? []
        : [{ label: l10n.t('Last output'), value: exit.lastLines.slice(-10).join('\n') }]),
    ],
    fixes: [{ id: 'restart', title: l10n.t('Start again'), action: { kind: 'restart' } }],
  };
}

export function describeExit({ code, signal, error }: ProxyExit): string {
  if (error !== undefined) return error;
  return signal === null ? l10n.t('exit code {0}', String(code)) : l10n.t('signal {0}', signal);
}
