import { l10n, type QuickPickItem, window } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { visible } from '../../shared/text/visible';
import type { ConfiguredServer } from '../servers/knownServer';
import type { Approval } from './approvedLaunches';
import type { LaunchFacts } from './launchFacts';
import { describeChanges, describeLaunch } from './launchWords';

/** A server that is to be started, and what a person should know before. */
export interface LaunchCandidate {
  readonly id: ServerId;
  readonly configured: ConfiguredServer;
  readonly facts: LaunchFacts;
  /** What was agreed to earlier; absent: nothing. */
  readonly before: Approval | undefined;
}

/** What a question shows at once in a window of usual height; what is longer is shown as a list. */
const MAX_LINES = 18;
const LINE_LENGTH = 50;
/** What a list shows of a line. */
const MAX_LISTED = 80;

/** Asks whether the servers may be started. Answers with those that may. */
export function askToLaunch(candidates: readonly LaunchCandidate[]): Promise<LaunchCandidate[]> {
  const [first] = candidates;
  if (first === undefined) return Promise.resolve([]);
  return candidates.length === 1 ? askForOne(first) : askForSeveral(candidates);
}

async function askForOne(candidate: LaunchCandidate): Promise<LaunchCandidate[]> {
  const { configured, before } = candidate;
  const name = visible(configured.entry.name);
  const start = isRemote(candidate) ? l10n.t('Connect') : l10n.t('Start');
  const show = l10n.t('Show Entry');
  const first = isRemote(candidate)
    ? l10n.t('Connect to the MCP server "{0}" for the first time?', name)
    : l10n.t('Start the MCP server "{0}" for the first time?', name);
  const changed = isRemote(candidate)
    ? l10n.t('The MCP server "{0}" has changed. Connect to it as it is now?', name)
    : l10n.t('The MCP server "{0}" has changed. Start it as it is now?', name);
  const message = before === undefined ? first : changed;
  const detail = `${introduction([candidate])}\n\n${describe(candidate)}\n\n${reassurance()}`;
  const answer = await window.showWarningMessage(message, { modal: true, detail }, start, show);
  if (answer === show) {
    await configured.source.open(configured.location && configured.entry.range);
  }
  return answer === start ? [candidate] : [];
}

function isRemote({ facts }: LaunchCandidate): boolean {
  return facts.command === undefined;
}

async function askForSeveral(candidates: readonly LaunchCandidate[]): Promise<LaunchCandidate[]> {
  const [start, choose] = [l10n.t('Start All'), l10n.t('Choose…')];
  const all = candidates.map(describeNamed).join('\n\n');
  const fits = heightOf(all) <= MAX_LINES;
  const told = fits ? `\n\n${all}` : '';
  const detail = `${introduction(candidates)}${told}\n\n${reassurance()}`;
  const answer = await window.showWarningMessage(
    l10n.t('Start {0} MCP servers that are new or have changed?', candidates.length),
    { modal: true, detail },
    // Nobody agrees to what was not shown.
    ...(fits ? [start] : []),
    choose,
  );
  if (answer === start) return [...candidates];
  return answer === choose ? pickCandidates(candidates) : [];
}

function introduction(candidates: readonly LaunchCandidate[]): string {
  const labels = [...new Set(candidates.map(({ configured }) => configured.source.label))];
  const place = visible(labels.join(', '));
  const [first] = candidates as [LaunchCandidate];
  if (candidates.length > 1) {
    return l10n.t(
      'They come from {0}. Each was not started here yet, or has changed since.',
      place,
    );
  }
  if (first.before !== undefined) {
    return l10n.t('{0} says something else than when you last agreed to start it:', place);
  }
  return isRemote(first)
    ? l10n.t('It comes from {0}, and connects to this address:', place)
    : l10n.t('It comes from {0}, and runs this program on your machine:', place);
}

function reassurance(): string {
  return l10n.t('Portcullis remembers your answer for this workspace, and asks again on changes.');
}

/** What has changed, then all that it is now. */
function describe(candidate: LaunchCandidate): string {
  const { facts, before } = candidate;
  const now = describeLaunch(facts, l10n).join('\n');
  if (before === undefined) return now;
  const changes = describeChanges(before.facts, facts, l10n).join('\n');
  const title = isRemote(candidate) ? l10n.t('It connects to:') : l10n.t('It runs:');
  return `${changes}\n\n${title}\n${now}`;
}

function describeNamed(candidate: LaunchCandidate): string {
  const { configured, before } = candidate;
  const name = visible(configured.entry.name);
  const title = before === undefined ? name : l10n.t('{0} (has changed)', name);
  return `• ${title}\n${describe(candidate)}`;
}

function heightOf(text: string): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / LINE_LENGTH)));
  return lines.reduce((sum, height) => sum + height, 0);
}

/** What a list cannot show in full is asked about by itself. */
async function pickCandidates(candidates: readonly LaunchCandidate[]): Promise<LaunchCandidate[]> {
  const items = candidates.map((candidate): QuickPickItem & { candidate: LaunchCandidate } => {
    const [what = '', ...rest] = describeLaunch(candidate.facts, l10n);
    const name = visible(candidate.configured.entry.name);
    const label = candidate.before === undefined ? name : l10n.t('{0} (has changed)', name);
    return { label, description: rest.join(' · '), detail: what, candidate };
  });
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Servers to Start'),
    placeHolder: l10n.t('Pick those that you trust'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  const agreed: LaunchCandidate[] = [];
  for (const { candidate, detail = '', description = '' } of picked ?? []) {
    const isWhole = detail.length <= MAX_LISTED && description.length <= MAX_LISTED;
    agreed.push(...(isWhole ? [candidate] : await askForOne(candidate)));
  }
  return agreed;
}
