import { l10n, ThemeIcon, TreeItem } from 'vscode';
import { INTERNAL_COMMANDS } from '../../ids';
import type { ConfiguredServer, KnownServer } from '../../servers/knownServer';
import { TYPED_SOURCE } from '../../sources/typedSource';
import type { NodeOf } from '../treeNode';

/** Where a server is configured; a click opens the file at the entry. */
export function placeItem({ serverId, index }: NodeOf<'place'>, server?: KnownServer): TreeItem {
  const item = new TreeItem(index === 0 ? l10n.t('Configured in') : l10n.t('Also in'));
  item.id = `${serverId}\nplace\n${index}`;
  const place = placesOf(server)[index];
  if (place === undefined) return item;
  item.iconPath = new ThemeIcon(index === 0 ? 'go-to-file' : 'files');
  item.description = placeWords(place);
  item.tooltip = item.description;
  item.contextValue = ';place;';
  if (place.source.key === TYPED_SOURCE) return item;
  item.command = {
    command: INTERNAL_COMMANDS.openPlace,
    title: l10n.t('Open Configuration'),
    arguments: [serverId, index],
  };
  return item;
}

/** All entries of a server, the one that counts first. */
export function placesOf(server: KnownServer | undefined): readonly ConfiguredServer[] {
  if (server?.configured === undefined) return [];
  return [server.configured, ...server.alsoIn];
}

/** `.vscode/mcp.json:12` */
export function placeWords({ source, location }: ConfiguredServer): string {
  return location === undefined ? source.label : `${source.label}:${location.range.line}`;
}
