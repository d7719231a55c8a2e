import {
  l10n,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from 'vscode';
import { joinCommandLine } from '../../shared/config/commandLine';
import { isHttpUrl } from '../../shared/config/isHttpUrl';
import { parseTyped } from '../../shared/config/parseTyped';
import type { ServerId } from '../../shared/model/server';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import { DisposableStore } from '../util/disposableStore';
import { presentState } from '../views/presentState';

/** What a person chose: a server, something to be typed, or something typed already. */
export type Choice =
  | { readonly kind: 'server'; readonly id: ServerId }
  | { readonly kind: 'enterCommand' | 'enterUrl' }
  | { readonly kind: 'typed'; readonly text: string };

interface ChoiceItem extends QuickPickItem {
  readonly choice?: Choice;
}

/** Offers all servers, and to type a command line or a URL. Undefined when it is dismissed. */
export function pickServerOrTyped(registry: ServerRegistry): Promise<Choice | undefined> {
  const pick = window.createQuickPick<ChoiceItem>();
  pick.title = l10n.t('Inspect Server');
  pick.placeholder = l10n.t('Pick a server, or type a command line or a URL');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const draw = () => {
    const [active] = pick.activeItems;
    pick.items = [...serverItems(registry.servers), ...typingItems(pick.value)];
    // Drawing anew must not take the selection away under a person's hands.
    const same = pick.items.find((item) => sameChoice(item.choice, active?.choice));
    if (same !== undefined) pick.activeItems = [same];
  };
  draw();
  return chosen(pick, [registry.onDidChange(draw), pick.onDidChangeValue(draw)]);
}

/** Who types fast, or pastes, presses Enter before the item for what was typed is on show. */
function withTyped(choice: Choice | undefined, value: string): Choice | undefined {
  if (choice?.kind !== 'enterCommand' && choice?.kind !== 'enterUrl') return choice;
  const text = value.trim();
  const isComplete = isHttpUrl(text) || (/[\s\\/]/.test(text) && parseTyped(text) !== undefined);
  return isComplete ? { kind: 'typed', text } : choice;
}

/** Offers the servers for which `filter` holds. Undefined when it is dismissed or there are none. */
export async function pickServer(
  registry: ServerRegistry,
  title: string,
  filter: (server: KnownServer) => boolean,
): Promise<ServerId | undefined> {
  const servers = registry.servers.filter(filter);
  if (servers.length === 0) {
    window.showInformationMessage(l10n.t('There is no server for this.'));
    return undefined;
  }
  const pick = window.createQuickPick<ChoiceItem>();
  pick.title = title;
  pick.placeholder = l10n.t('Pick a server');
  pick.matchOnDescription = true;
  pick.items = serverItems(servers);
  const choice = await chosen(pick, []);
  return choice?.kind === 'server' ? choice.id : undefined;
}

function chosen(
  pick: QuickPick<ChoiceItem>,
  subscriptions: readonly { dispose(): void }[],
): Promise<Choice | undefined> {
  const disposables = new DisposableStore();
  for (const item of [pick, ...subscriptions]) disposables.add(item);
  return new Promise<Choice | undefined>((resolve) => {
    disposables.add(
      pick.onDidAccept(() => {
        resolve(withTyped(pick.selectedItems[0]?.choice, pick.value));
        pick.hide();
      }),
    );
    disposables.add(pick.onDidHide(() => resolve(undefined)));
    pick.show();
  }).finally(() => disposables.dispose());
}

function serverItems(servers: readonly KnownServer[]): ChoiceItem[] {
  return servers.map(({ id, name, snapshot, configured }) => {
    const { icon, word, description } = presentState(snapshot, l10n);
    return {
      label: name,
      iconPath: new ThemeIcon(icon),
      description: description === '' ? word : `${word} · ${description}`,
      detail: [configured?.source.label, configured && summaryOf(configured.entry)]
        .filter(Boolean)
        .join(' · '),
      choice: { kind: 'server', id },
    };
  });
}

function summaryOf(entry: NonNullable<KnownServer['configured']>['entry']): string {
  return entry.kind === 'remote'
    ? entry.url
    : joinCommandLine([entry.run.command, ...entry.run.args]);
}

function typingItems(value: string): ChoiceItem[] {
  const items: ChoiceItem[] = [
    { label: l10n.t('something else'), kind: QuickPickItemKind.Separator },
    {
      label: l10n.t('Enter a command line…'),
      iconPath: new ThemeIcon('terminal'),
      alwaysShow: true,
      choice: { kind: 'enterCommand' },
    },
    {
      label: l10n.t('Enter a URL…'),
      iconPath: new ThemeIcon('globe'),
      alwaysShow: true,
      choice: { kind: 'enterUrl' },
    },
  ];
  const text = value.trim();
  if (text === '' || parseTyped(text) === undefined) return items;
  const isUrl = isHttpUrl(text);
  items.splice(1, 0, {
    label: isUrl ? l10n.t('Connect to {0}', text) : l10n.t('Run {0}', text),
    iconPath: new ThemeIcon(isUrl ? 'globe' : 'terminal'),
    alwaysShow: true,
    choice: { kind: 'typed', text },
  });
  return items;
}

function sameChoice(a: Choice | undefined, b: Choice | undefined): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
