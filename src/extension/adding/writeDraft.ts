import { l10n } from 'vscode';
import type { InputDefinition } from '../../shared/config/serverEntry';
import type { ServerId } from '../../shared/model/server';
import { FileSource } from '../sources/fileSource';
import type { AddingServices, WritableSource } from './adding';
import type { Tried } from './tryServer';

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
  await source.add(draft.name, draft.entry);
  await declareInputs(source, draft.inputs, registry.contents.get(source)?.config.inputs ?? []);
  await registry.reload(source);
  const id = `${source.key}/${draft.name}`;
  const configured = registry.get(id)?.configured;
  if (configured === undefined) {
    throw new Error(
      l10n.t('{0} was written to {1}, but is not found there.', draft.name, source.label),
    );
  }
  // The person has said themselves what is run, and has seen it run.
  await trust.approve({ id, configured });
  return { id, name: draft.name, isReady: offers !== undefined, offers: offers ?? '' };
}

async function declareInputs(
  source: WritableSource,
  inputs: readonly InputDefinition[],
  declared: readonly InputDefinition[],
): Promise<void> {
  if (!(source instanceof FileSource)) return;
  let at = declared.length;
  for (const input of inputs) {
    if (declared.some(({ id }) => id === input.id)) continue;
    await source.addInput(input, at++);
  }
}
