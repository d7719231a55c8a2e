import { l10n, window } from 'vscode';
import { detectServers } from '../../shared/adding/detectServers';
import type { EntryJson } from '../../shared/adding/entryDraft';
import { hideSecrets } from '../../shared/adding/hideSecrets';
import type { Adding, AddingServices } from './adding';
import { askKind, kindSteps } from './askKind';
import { askPlace } from './askPlace';
import { detectedSteps } from './detectedSteps';
import { type Answer, BACK, runSteps, type Step } from './runSteps';
import { tryAndWrite } from './tryAndWrite';

/** Leads a person to a new server, tries it, writes it down, and starts it. */
export async function addServer(services: AddingServices): Promise<void> {
  for (;;) {
    const kind = await askKind();
    if (kind === undefined || kind === BACK) return;
    const adding: Adding = { drafts: [], notes: [] };
    const outcome = await finish(services, adding, kindSteps(kind, adding, services), true);
    if (outcome !== BACK) return;
  }
}

/**
 * Adds what a text says of servers: a URL, a command line, a link, the configuration of any client, a
 * `server.json`.
 * @throws when it says nothing of that kind, or is broken
 */
export async function addText(services: AddingServices, text: string): Promise<void> {
  const detected = detectServers(text);
  if (detected === undefined) {
    throw new Error(
      l10n.t(
        'No MCP server was found in the text: it is neither a URL nor a command line nor a configuration.',
      ),
    );
  }
  const adding: Adding = { drafts: [], notes: [], isForeign: true };
  await finish(services, adding, detectedSteps(detected, adding), false);
}

/**
 * Writes down what was typed to be inspected.
 * @param onWritten called before the server is started from where it stands now
 */
export async function saveEntry(
  services: AddingServices,
  name: string,
  entry: EntryJson,
  onWritten: () => Promise<void>,
): Promise<void> {
  const adding: Adding = {
    drafts: [hideSecrets({ name, entry, inputs: [] })],
    notes: [],
    onWritten,
  };
  await finish(services, adding, [], false);
}

async function finish(
  services: AddingServices,
  adding: Adding,
  steps: readonly Step[],
  canGoBack: boolean,
): Promise<Answer<'done'>> {
  const place = askPlace(services.registry, adding);
  const outcome = await runSteps([...steps, ...place], canGoBack);
  if (outcome !== 'done') return outcome;
  if (adding.notes.length > 0) window.showInformationMessage(adding.notes.join(' '));
  return (await tryAndWrite(services, adding)) ? 'done' : undefined;
}
