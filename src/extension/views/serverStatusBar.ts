import {
  type Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import { COMMANDS, INTERNAL_COMMANDS } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { WaitingRequests } from '../servers/waitingRequests';
import { DisposableStore } from '../util/disposableStore';
import { throttle } from '../util/timers';
import { escapeMarkdown } from './escapeMarkdown';
import { presentState, waitingWords } from './presentState';

/** With more servers than this, one item stands for all. */
const MAX_ITEMS = 3;
/** What a tooltip has room for. */
const MAX_ROWS = 20;
const SETTLE_MS = 50;
const PRIORITY = 50;

/** Indicators in the status bar for every server that runs, or failed when it was started. */
export class ServerStatusBar implements Disposable {
  readonly #items: StatusBarItem[] = [];
  readonly #disposables = new DisposableStore();

  constructor(
    private readonly registry: ServerRegistry,
    private readonly waiting: WaitingRequests,
  ) {
    const update = throttle(() => this.#update(), SETTLE_MS);
    this.#disposables.add(update);
    this.#disposables.add(registry.onDidChange(update));
    this.#disposables.add(waiting.onDidChange(update));
  }

  dispose(): void {
    this.#disposables.dispose();
    for (const item of this.#items) item.dispose();
  }

  #update(): void {
    const shown = this.registry.servers.filter(isShown);
    const waiting = (id: ServerId) => this.waiting.of(id).length;
    const looks =
      shown.length > MAX_ITEMS
        ? [summary(shown, waiting)]
        : shown.map((server) => single(server, waiting(server.id)));
    const tooltip = tooltipOf(shown, waiting);
    for (const [slot, look] of looks.entries()) {
      const item = this.#item(slot);
      item.text = look.text;
      item.tooltip = tooltip;
      item.backgroundColor =
        look.background === undefined ? undefined : new ThemeColor(look.background);
      item.accessibilityInformation = { label: look.label, role: 'button' };
      item.command = look.command;
      item.show();
    }
    for (const item of this.#items.slice(looks.length)) item.hide();
  }

  #item(slot: number): StatusBarItem {
    this.#items[slot] ??= createItem(slot);
    return this.#items[slot];
  }
}

interface Look {
  readonly text: string;
  readonly label: string;
  readonly background: string | undefined;
  readonly command: NonNullable<StatusBarItem['command']>;
}

/** A server that nobody has started shows in the tree only, even if its entry is wrong. */
function isShown({ snapshot: { state, launch } }: KnownServer): boolean {
  return (
    isActive(state) || (state.status === 'failed' && launch !== undefined) || isProxyLoss(state)
  );
}

function isProxyLoss(state: KnownServer['snapshot']['state']): boolean {
  return state.status === 'failed' && state.diagnosis.code === 'proxy.crashed';
}

function createItem(slot: number): StatusBarItem {
  const item = window.createStatusBarItem(
    `portcullis.servers.${slot}`,
    StatusBarAlignment.Left,
    PRIORITY - slot,
  );
  item.name = slot === 0 ? l10n.t('MCP Servers') : l10n.t('MCP Servers ({0})', slot + 1);
  return item;
}

function single({ id, name, snapshot }: KnownServer, waiting: number): Look {
  const { icon, word, description } = presentState(snapshot, l10n, waiting);
  return {
    text: `$(${icon}) ${withoutIcons(name)}: ${word}`,
    label: [l10n.t('MCP server {0}', name), word, description].filter(Boolean).join(', '),
    background: backgroundOf([snapshot.state.status], waiting),
    command: {
      command: waiting > 0 ? INTERNAL_COMMANDS.showRequests : COMMANDS.inspectServer,
      title: l10n.t('Inspect Server'),
      arguments: [id],
    },
  };
}

function summary(servers: readonly KnownServer[], waitingAt: (id: ServerId) => number): Look {
  const asking = servers.filter(({ id }) => waitingAt(id) > 0);
  const waiting = asking.reduce((sum, { id }) => sum + waitingAt(id), 0);
  const statuses = servers.map(({ snapshot }) => snapshot.state.status);
  const count = (...wanted: (typeof statuses)[number][]) =>
    statuses.filter((status) => wanted.includes(status)).length;
  const ready = count('ready');
  const degraded = count('degraded');
  const failed = count('failed');
  const busy = statuses.length - ready - degraded - failed;
  const parts: [number, string, string][] = [
    [waiting, '$(bell-dot)', waitingWords(waiting, l10n)],
    [failed, '$(error)', l10n.t('{0} failed', failed)],
    [degraded, '$(warning)', l10n.t('{0} with a problem', degraded)],
    [busy, '$(loading~spin)', l10n.t('{0} busy', busy)],
    [ready, '$(pass-filled)', l10n.t('{0} ready', ready)],
  ];
  const present = parts.filter(([number]) => number > 0);
  return {
    text: `MCP: ${present.map(([, icon, words]) => `${icon} ${words}`).join('  ')}`,
    label: `${l10n.t('MCP servers')}: ${present.map(([, , words]) => words).join(', ')}`,
    background: backgroundOf(statuses, waiting),
    command: asking[0]
      ? {
          command: INTERNAL_COMMANDS.showRequests,
          title: l10n.t('Inspect Server'),
          arguments: [asking[0].id],
        }
      : COMMANDS.inspectServer,
  };
}

function backgroundOf(statuses: readonly string[], waiting: number): string | undefined {
  if (statuses.includes('failed')) return 'statusBarItem.errorBackground';
  if (statuses.includes('degraded') || waiting > 0) return 'statusBarItem.warningBackground';
  return undefined;
}

/** All servers, each with links to what can be done with it. */
function tooltipOf(
  servers: readonly KnownServer[],
  waiting: (id: ServerId) => number,
): MarkdownString {
  const tooltip = new MarkdownString('', true);
  tooltip.isTrusted = {
    enabledCommands: [
      COMMANDS.inspectServer,
      COMMANDS.startServer,
      COMMANDS.stopServer,
      COMMANDS.restartServer,
      COMMANDS.stopAll,
    ],
  };
  const rows = servers.slice(0, MAX_ROWS).map((server) => {
    const { icon, word, description } = presentState(server.snapshot, l10n, waiting(server.id));
    const state = description === '' ? word : `${word}: ${description}`;
    return `| $(${icon.replace('~spin', '')}) ${escapeMarkdown(server.name)} | ${escapeMarkdown(state)} | ${links(server)} |`;
  });
  tooltip.appendMarkdown(
    `**${l10n.t('MCP Servers')}**\n\n| | | | | |\n|---|---|---|---|---|\n${rows.join('\n')}`,
  );
  const more = servers.length - rows.length;
  if (more > 0) tooltip.appendMarkdown(`\n\n${l10n.t('and {0} more', more)}`);
  if (servers.length > 1) {
    tooltip.appendMarkdown(`\n\n[${l10n.t('Stop all')}](command:${COMMANDS.stopAll})`);
  }
  return tooltip;
}

/** Three cells, so that they stand below one another. */
function links({ id, snapshot }: KnownServer): string {
  const link = (icon: string, title: string, command: string) =>
    `[$(${icon})](command:${command}?${encodeURIComponent(JSON.stringify([id]))} "${title}")`;
  const own = isActive(snapshot.state)
    ? [
        link('debug-restart', l10n.t('Restart'), COMMANDS.restartServer),
        link('debug-stop', l10n.t('Stop'), COMMANDS.stopServer),
      ]
    : [link('play', l10n.t('Start'), COMMANDS.startServer), ''];
  return [link('inspect', l10n.t('Inspect'), COMMANDS.inspectServer), ...own].join(' | ');
}

/** A `$(…)` in a name is text, not an icon. */
function withoutIcons(name: string): string {
  return name.replaceAll('$(', '$\u200B(');
}
