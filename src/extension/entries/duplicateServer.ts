import { l10n } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { ServerRegistry } from '../servers/serverRegistry';
import { besideOf } from './besideOf';
import { freeName } from './freeName';
import { writtenEntry } from './writtenEntry';

/**
 * Writes a copy of an entry beside it, under a name that is free, and shows it.
 * @throws when its source cannot be written
 */
export async function duplicateServer(registry: ServerRegistry, id: ServerId): Promise<void> {
  const configured = registry.get(id)?.configured;
  if (configured === undefined) throw new Error(l10n.t('{0} is no longer configured.', id));
  const { source, entry } = configured;
  if (source.remove === undefined) throw new Error(readOnlyWords(source.label));
  const entries = registry.contents.get(source)?.config.entries ?? [];
  const name = freeName(entry.name, new Set(entries.map((other) => other.name)));
  await source.edit(besideOf(entry, name), [{ path: [], value: await writtenEntry(configured) }]);
  await registry.reload(source);
  const copy = registry.get(`${source.key}/${name}`)?.configured;
  await source.open(copy?.location === undefined ? undefined : copy.entry.range);
}

/** Why an entry stays as it is. */
export function readOnlyWords(label: string): string {
  return l10n.t('Portcullis only reads {0}. Open it to change it yourself.', label);
}
