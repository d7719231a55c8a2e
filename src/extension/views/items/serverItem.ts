import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { isActive } from '../../../shared/model/state';
import { usedInputs } from '../../inputs/usedInputs';
import type { KnownServer } from '../../servers/knownServer';
import { TYPED_SOURCE } from '../../sources/typedSource';
import { dimmedUri } from '../dimming';
import { presentState } from '../presentState';
import type { TreeItemServices } from './treeItemServices';

/** A server: how it stands, and where it comes from. Its tooltip is made when somebody looks at it. */
export function serverItem(server: KnownServer, services: TreeItemServices): TreeItem {
  const { id, name, snapshot } = server;
  const isHidden = services.hidden.isHidden(id);
  const isDisabled = server.configured?.entry.disabled === true;
  const waiting = services.waiting.of(id).length;
  const { icon, word, description, color } = presentState(snapshot, l10n, waiting);
  const about = [
    isHidden && l10n.t('hidden'),
    isDisabled && l10n.t('disabled'),
    description || placeWords(server, services.options.isGrouped),
  ].filter((text) => text !== false && text !== '');
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.id = id;
  const isDimmed = (isHidden || isDisabled) && !isActive(snapshot.state);
  const iconColor = isDimmed ? 'disabledForeground' : color;
  item.iconPath = new ThemeIcon(icon, iconColor ? new ThemeColor(iconColor) : undefined);
  if (isHidden || isDisabled) item.resourceUri = dimmedUri(id);
  item.description = about.join(' · ');
  item.contextValue = contextOf(server, services.watched.isWatched(server), isHidden);
  const spoken = [
    name,
    word,
    description,
    isHidden ? l10n.t('hidden') : '',
    isDisabled ? l10n.t('disabled') : '',
  ];
  item.accessibilityInformation = { label: spoken.filter((text) => text !== '').join(', ') };
  return item;
}

function placeWords({ configured }: KnownServer, isGrouped: boolean): string {
  if (configured === undefined) return l10n.t('no longer configured');
  return isGrouped ? '' : configured.source.label;
}

/** Words that the menus in package.json look for, each between semicolons. */
function contextOf(
  { snapshot: { state, dev }, configured }: KnownServer,
  isWatched: boolean,
  isHidden: boolean,
): string {
  const words = [
    'server',
    configured !== undefined && 'configured',
    configured?.source.key === TYPED_SOURCE && 'typed',
    configured?.source.remove !== undefined && 'writable',
    configured !== undefined && (configured.entry.kind === 'stdio' ? 'stdio' : 'http'),
    configured !== undefined && usedInputs(configured).length > 0 && 'inputs',
    isWatched && 'watched',
    dev?.restartsOnSave && 'restarts',
    isHidden ? 'hidden' : 'shown',
    isActive(state) ? 'active' : 'inactive',
    (state.status === 'failed' || state.status === 'degraded') && 'diagnosed',
  ].filter((word) => typeof word === 'string');
  return `;${words.join(';')};`;
}
