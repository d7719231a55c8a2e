import { l10n, ProgressLocation, window } from 'vscode';
import type { EntryDraft } from '../../shared/adding/entryDraft';
import type { Diagnosis, Fix } from '../../shared/model/diagnosis';
import type { ServerSnapshot } from '../../shared/model/state';
import { carryOutFix } from '../fixes/carryOutFix';
import { askForWorkspaceTrust } from '../trust/workspaceTrust';
import { messageOf } from '../util/messageOf';
import { presentState } from '../views/presentState';
import type { AddingServices, WritableSource } from './adding';
import { changeDraft } from './changeDraft';
import { runTrial, type TrialResult } from './runTrial';
import { TrialFixHost } from './trialFixHost';
import { TRIAL_SOURCE, TrialSource } from './trialSource';

/** A server that is to be written down. */
export interface Tried {
  readonly draft: EntryDraft;
  /** What it offers, in a few words; absent when it did not get ready. */
  readonly offers?: string;
}

type Decision = 'again' | 'write' | 'change' | 'leave';

/**
 * Launches a server before it is written anywhere, and shows how that goes. One that does not get ready is
 * diagnosed, and may be mended and tried again.
 * @param isForeign somebody else has written it: it is shown, and the person asked, before anything of it is run
 * @returns undefined when the person gives it up
 * @throws InputDismissed when a question about its values is dismissed
 */
export async function tryServer(
  services: AddingServices,
  target: WritableSource,
  draft: EntryDraft,
  isForeign: boolean,
): Promise<Tried | undefined> {
  if (!(await askForWorkspaceTrust())) return undefined;
  const source = new TrialSource(draft, target);
  try {
    if (isForeign && !(await services.trust.mayTry(source.configured))) return undefined;
    for (;;) {
      const result = await showTrial(services, source, target);
      if (result.kind === 'cancelled') return undefined;
      if (result.kind === 'ready') {
        return { draft: source.draft, offers: offersOf(result.snapshot) };
      }
      const decision = await decide(services, source, target, result.diagnosis);
      if (decision === 'write') return { draft: source.draft };
      if (decision === 'leave') return undefined;
      if (decision === 'change' && !(await changeDraft(source))) return undefined;
    }
  } finally {
    services.output.forget(`${TRIAL_SOURCE}/${draft.name}`);
    source.dispose();
  }
}

function showTrial(
  services: AddingServices,
  source: TrialSource,
  target: WritableSource,
): Promise<TrialResult> {
  const location = ProgressLocation.Notification;
  const title = l10n.t('Trying {0}', source.draft.name);
  return Promise.resolve(
    window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      let done = 0;
      const onStep = (snapshot: ServerSnapshot) => {
        const steps = snapshot.launch?.steps ?? [];
        const passed = steps.filter(({ status }) => status === 'passed').length;
        const increment = steps.length === 0 ? 0 : ((passed - done) * 100) / steps.length;
        done = Math.max(done, passed);
        const { description } = presentState(snapshot, l10n);
        progress.report({ message: description, increment: Math.max(0, increment) });
      };
      return runTrial(services, source, target, onStep, token);
    }),
  );
}

/** `3 tools, 1 prompt`, or that it has none. */
function offersOf(snapshot: ServerSnapshot): string {
  const { description } = presentState({ ...snapshot, state: { status: 'ready' } }, l10n);
  return description === '' ? l10n.t('no tools') : description;
}

async function decide(
  services: AddingServices,
  source: TrialSource,
  target: WritableSource,
  diagnosis: Diagnosis,
): Promise<Decision> {
  const write = l10n.t('Write Anyway');
  const change = l10n.t('Change…');
  const fixes = diagnosis.fixes.filter(({ action }) => action.kind !== 'openEntry');
  const answer = await window.showWarningMessage(
    l10n.t('{0} did not get ready: {1}', source.draft.name, diagnosis.title),
    { modal: true, detail: detailOf(diagnosis) },
    ...fixes.map(({ title }) => title),
    change,
    write,
  );
  if (answer === undefined) return 'leave';
  if (answer === write) return 'write';
  if (answer === change) return 'change';
  const fix = fixes.find(({ title }) => title === answer)!;
  return applyFix(services, source, target, fix);
}

const MAX_LINES = 8;
const MAX_LINE = 200;

function detailOf({ explanation, evidence }: Diagnosis): string {
  const facts = evidence.map(({ label, value }) => {
    const lines = value.split('\n').slice(-MAX_LINES).map(clipped);
    return lines.length > 1 ? `${label}:\n${lines.join('\n')}` : `${label}: ${lines[0] ?? ''}`;
  });
  return [explanation, ...facts].join('\n\n');
}

function clipped(line: string): string {
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
}

/** Some fixes end in another try at once; others show something, and the person says when they are done. */
async function applyFix(
  services: AddingServices,
  source: TrialSource,
  target: WritableSource,
  fix: Fix,
): Promise<Decision> {
  const host = new TrialFixHost(source, target, services);
  let isAgain = false;
  const again = host.again.then((): Decision => {
    isAgain = true;
    return 'again';
  });
  try {
    await carryOutFix(fix.action, host);
  } catch (error) {
    void window.showErrorMessage(messageOf(error));
  }
  if (host.wantsChange) return 'change';
  // A start that was asked for settles before whatever is asked next.
  await Promise.resolve();
  return isAgain ? 'again' : Promise.race([again, askHowToGoOn(source.draft.name)]);
}

async function askHowToGoOn(name: string): Promise<Decision> {
  const again = l10n.t('Try Again');
  const write = l10n.t('Write Anyway');
  const answer = await window.showInformationMessage(
    l10n.t('{0} is not written down yet.', name),
    again,
    write,
  );
  if (answer === undefined) return 'leave';
  return answer === again ? 'again' : 'write';
}
