import { l10n, window } from 'vscode';
import type { EntryDraft } from '../../shared/adding/entryDraft';
import { InputDismissed } from '../inputs/inputStore';
import { messageOf } from '../util/messageOf';
import type { Adding, AddingServices, WritableSource } from './adding';
import { tryServer } from './tryServer';
import { type Written, writeDraft } from './writeDraft';

/**
 * Tries the servers one after the other, and writes each down that gets ready, or that the person wants all
 * the same. What was written is started.
 * @returns whether anything was written
 */
export async function tryAndWrite(services: AddingServices, adding: Adding): Promise<boolean> {
  const { source, drafts, isForeign = false } = adding;
  const written: Written[] = [];
  for (const draft of drafts) {
    const one = await tryOne(services, source!, draft, isForeign);
    if (one !== undefined) written.push(one);
  }
  const [last] = written.slice(-1);
  if (last === undefined) return false;
  await source!.open(services.registry.get(last.id)?.configured?.location?.range);
  await adding.onWritten?.();
  for (const { id, isReady } of written) if (isReady) await services.controller.start(id);
  void tell(services, written, source!);
  return true;
}

async function tryOne(
  services: AddingServices,
  source: WritableSource,
  draft: EntryDraft,
  isForeign: boolean,
): Promise<Written | undefined> {
  await keepAnswers(services, source, draft);
  try {
    const tried = await tryServer(services, source, draft, isForeign);
    if (tried !== undefined) return await writeDraft(services, source, tried);
  } catch (error) {
    if (!(error instanceof InputDismissed)) throw error;
  }
  await forgetAnswers(services, source, draft);
  return undefined;
}

/** Secrets go where secrets are kept before anybody asks for them. */
async function keepAnswers(
  { inputs }: AddingServices,
  { key }: WritableSource,
  { answers = {} }: EntryDraft,
): Promise<void> {
  for (const [id, answer] of Object.entries(answers)) await inputs.setSecret(key, id, answer);
}

/** Of a server that is not written down nothing is left. */
async function forgetAnswers(
  { registry, inputs }: AddingServices,
  source: WritableSource,
  draft: EntryDraft,
): Promise<void> {
  const declared = registry.contents.get(source)?.config.inputs ?? [];
  for (const { id } of draft.inputs) {
    if (!declared.some((input) => input.id === id)) await inputs.forget(source.key, id);
  }
}

async function tell(
  { panels, registry, log }: AddingServices,
  written: readonly Written[],
  { label }: WritableSource,
): Promise<void> {
  const [first] = written;
  const names = written.map(({ name }) => name).join(', ');
  const inspect = l10n.t('Inspect');
  const words =
    written.length > 1
      ? l10n.t('{0} were added to {1}.', names, label)
      : first?.isReady
        ? l10n.t('{0} is ready ({1}) and was added to {2}.', names, first.offers, label)
        : l10n.t('{0} was added to {1}.', names, label);
  try {
    const answer = await window.showInformationMessage(words, inspect);
    if (answer === inspect && first && registry.get(first.id)) panels.open(first.id);
  } catch (error) {
    log.warn(messageOf(error));
  }
}
