import { l10n } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ToLaunch } from '../trust/launchTrust';
import { DisposableStore } from '../util/disposableStore';
import type { AddingServices, WritableSource } from './adding';
import type { Tried } from './tryServer';

const SEEN_MS = 10_000;

/** A server that was written down. */
export interface Written {
  readonly id: ServerId;
  readonly name: string;
  /** It got ready when it was tried. */
  readonly isReady: boolean;
  /** What it offers, in a few words. */
  readonly offers: string;
}

/** Writes a server and the inputs that it needs to its source. Comments and all else stay as they are. */
export async function writeDraft(
  { registry, trust }: AddingServices,
  source: WritableSource,
  { draft, offers }: Tried,
): Promise<Written> {
  await source.add(draft.name, draft.entry, draft.inputs);
  const known = await untilConfigured(registry, source, draft.name);
  if (known === undefined) {
    throw new Error(
      l10n.t('{0} was written to {1}, but is not found there.', draft.name, source.label),
    );
  }
  // The person has said themselves what is run. Of the same server in another file they may not have seen all.
  if (known.configured.source === source) await trust.approve(known);
  return { id: known.id, name: draft.name, isReady: offers !== undefined, offers: offers ?? '' };
}

/** VS Code may take a moment to see that a setting has changed. */
async function untilConfigured(
  registry: ServerRegistry,
  source: WritableSource,
  name: string,
): Promise<ToLaunch | undefined> {
  const found = () => findWritten(registry, source, name);
  const disposables = new DisposableStore();
  const seen = new Promise<ToLaunch | undefined>((resolve) => {
    disposables.add(registry.onDidChange(() => found() && resolve(found())));
    const timer = setTimeout(() => resolve(undefined), SEEN_MS);
    disposables.add({ dispose: () => clearTimeout(timer) });
  });
  await registry.reload(source);
  const known = found() ?? (await seen);
  disposables.dispose();
  return known;
}

/** Where another file has the same server, the two are one. */
function findWritten(
  registry: ServerRegistry,
  source: WritableSource,
  name: string,
): ToLaunch | undefined {
  for (const { id, configured, alsoIn } of registry.servers) {
    const entries = configured === undefined ? alsoIn : [configured, ...alsoIn];
    const isHere = entries.some((one) => one.source === source && one.entry.name === name);
    if (configured !== undefined && isHere) return { id, configured };
  }
  return undefined;
}
