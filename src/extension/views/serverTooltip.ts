import { l10n, MarkdownString } from 'vscode';
import type { RelayedClient } from '../../shared/model/relayedClient';
import type { KnownServer } from '../servers/knownServer';
import { escapeMarkdown } from './escapeMarkdown';
import { placeWords } from './items/placeItem';
import { presentState } from './presentState';

/** What is known of a server, as a table. Texts of servers and files are put in as text, not as Markdown. */
export function serverTooltip(
  { name, snapshot, configured, alsoIn }: KnownServer,
  {
    isWatched,
    clients,
  }: { readonly isWatched: boolean; readonly clients: readonly RelayedClient[] },
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
    [l10n.t('Configured in'), configured && placeWords(configured)],
    [l10n.t('Also in'), listed(alsoIn.map(placeWords))],
    [l10n.t('Other clients'), listed(clients.map((client) => client.name))],
    [l10n.t('Start'), configured?.entry.disabled ? l10n.t('Disabled in its file') : undefined],
    [l10n.t('Chat'), isWatched ? l10n.t('What Copilot says is recorded') : undefined],
  ];
  const lines = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [`| ${label} | ${escapeMarkdown(value)} |`],
  );
  if (lines.length > 0) tooltip.appendMarkdown(`\n\n| | |\n|---|---|\n${lines.join('\n')}`);
  return tooltip;
}

function listed(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join(', ');
}
