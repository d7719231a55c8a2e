import { isActive, type ServerSnapshot } from '../../shared/model/state';
import { COMMANDS, INTERNAL_COMMANDS } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import { escapeMarkdown } from '../views/escapeMarkdown';
import { presentState, type Words } from '../views/presentState';

/** The commands that a hover may run, and no other. */
export const HOVER_COMMANDS: readonly string[] = [
  COMMANDS.inspectServer,
  COMMANDS.startServer,
  COMMANDS.stopServer,
  COMMANDS.restartServer,
  COMMANDS.showOutput,
  INTERNAL_COMMANDS.showDiagnosis,
  INTERNAL_COMMANDS.applyFix,
];

export interface HoverOptions {
  /** Nothing may be started in a workspace without trust. */
  readonly isTrusted: boolean;
  /** The hover shows the diagnosis besides, as the problem that it is. */
  readonly isTold: boolean;
}

/** Markdown of what is known of a server, with links to commands. Texts of servers and files stay texts. */
export function hoverText(server: KnownServer, options: HoverOptions, l10n: Words): string {
  const { snapshot } = server;
  return [
    head(snapshot, l10n),
    diagnosis(snapshot, options, l10n),
    facts(server, l10n),
    links(snapshot, options.isTrusted, l10n),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function head(snapshot: ServerSnapshot, l10n: Words): string {
  const { icon, word, description } = presentState(snapshot, l10n);
  const isWrong = 'diagnosis' in snapshot.state;
  const detail = description === '' || isWrong ? '' : ` · ${escapeMarkdown(description)}`;
  return `$(${icon}) **${escapeMarkdown(snapshot.name)}** — ${escapeMarkdown(word)}${detail}`;
}

function diagnosis(
  { id, state }: ServerSnapshot,
  { isTrusted, isTold }: HoverOptions,
  l10n: Words,
): string {
  if (state.status !== 'failed' && state.status !== 'degraded') return '';
  const { title, explanation, code, fixes } = state.diagnosis;
  const fixLinks = fixes.map(
    (fix) => `- ${link(fix.title, INTERNAL_COMMANDS.applyFix, [id, code, fix.id])}`,
  );
  const more = link(l10n.t('Open the diagnosis'), INTERNAL_COMMANDS.showDiagnosis, [id]);
  const parts = [
    !isTold && `**${escapeMarkdown(title)}**  \n${escapeMarkdown(explanation)}`,
    isTrusted && fixLinks.join('\n'),
    more,
  ];
  return parts.filter(Boolean).join('\n\n');
}

function facts({ snapshot, configured, alsoIn }: KnownServer, l10n: Words): string {
  const { session, process, url } = snapshot;
  const places = [...(configured === undefined ? [] : [configured]), ...alsoIn].map(
    ({ source, location }) =>
      location === undefined ? source.label : `${source.label}:${location.range.line}`,
  );
  const rows: [label: string, value: string | undefined][] = [
    [l10n.t('Server'), session && `${session.serverInfo.name} ${session.serverInfo.version}`],
    [l10n.t('Protocol'), session?.protocolVersion],
    [l10n.t('URL'), url],
    [l10n.t('Process'), process && String(process.pid)],
    [l10n.t('Command'), process?.commandLine],
    [l10n.t('Configured in'), places.join(', ') || undefined],
  ];
  const lines = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [`| ${escapeMarkdown(label)} | ${escapeMarkdown(value)} |`],
  );
  return lines.length === 0 ? '' : `| | |\n|---|---|\n${lines.join('\n')}`;
}

function links({ id, state }: ServerSnapshot, isTrusted: boolean, l10n: Words): string {
  const active = isActive(state);
  return [
    link(l10n.t('Inspect'), COMMANDS.inspectServer, [id]),
    !active && isTrusted && link(l10n.t('Start'), COMMANDS.startServer, [id]),
    active && link(l10n.t('Restart'), COMMANDS.restartServer, [id]),
    active && link(l10n.t('Stop'), COMMANDS.stopServer, [id]),
    link(l10n.t('Show Output'), COMMANDS.showOutput, [id]),
  ]
    .filter((one) => one !== false)
    .join(' · ');
}

function link(title: string, command: string, args: readonly unknown[]): string {
  // A closing parenthesis would end the link: encodeURIComponent leaves it as it is.
  const query = encodeURIComponent(JSON.stringify(args)).replace(
    /[()']/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `[${escapeMarkdown(title)}](command:${command}?${query})`;
}
