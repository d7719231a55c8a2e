import { l10n, MarkdownString } from 'vscode';
import type { KnownServer } from '../servers/knownServer';
import { escapeMarkdown } from './escapeMarkdown';
import { presentState } from './presentState';

/** What is known of a server, as a table. Texts of servers and files are put in as text, not as Markdown. */
export function serverTooltip(
  { name, snapshot, configured }: KnownServer,
  isWatched: boolean,
): MarkdownString {
  const { icon, word, description } = presentState(snapshot, l10n);
  const tooltip = new MarkdownString('', true);
  tooltip.appendMarkdown(`$(${icon.replace('~spin', '')}) **${escapeMarkdown(name)}** — ${word}`);
  const { state, session, process, url } = snapshot;
  if (state.status === 'failed' || state.status === 'degraded') {
    tooltip.appendMarkdown('\n\n').appendText(state.diagnosis.title);
    tooltip.appendMarkdown('\n\n').appendText(state.diagnosis.explanation);
  } else if (description !== '') {
    tooltip.appendMarkdown('\n\n').appendText(description);
  }
  const rows: [label: string, value: string | undefined][] = [
    [l10n.t('Server'), session && `${session.serverInfo.name} ${session.serverInfo.version}`],
    [l10n.t('Protocol'), session?.protocolVersion],
    [l10n.t('URL'), url],
    [l10n.t('Process'), process && String(process.pid)],
    [l10n.t('Command'), process?.commandLine],
    [l10n.t('Configured in'), configured && place(configured)],
    [l10n.t('Chat'), isWatched ? l10n.t('What Copilot says is recorded') : undefined],
  ];
  const lines = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [`| ${label} | ${escapeMarkdown(value)} |`],
  );
  if (lines.length > 0) tooltip.appendMarkdown(`\n\n| | |\n|---|---|\n${lines.join('\n')}`);
  return tooltip;
}

function place({ source, location }: NonNullable<KnownServer['configured']>): string {
  return location === undefined ? source.label : `${source.label}:${location.range.line}`;
}
