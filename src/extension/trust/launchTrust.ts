import os from 'node:os';
import path from 'node:path';
import { type Memento, workspace } from 'vscode';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { ConfiguredServer } from '../servers/knownServer';
import { resolvePlaces } from '../servers/variableResolver';
import { answeredFacts } from './answeredFacts';
import { ApprovedLaunches } from './approvedLaunches';
import { changedFacts, type LaunchFacts, launchFacts } from './launchFacts';
import { askToLaunch, type LaunchCandidate } from './launchQuestion';
import { askToTry } from './trialQuestion';
import { askForWorkspaceTrust } from './workspaceTrust';

/** A server that is to be started, by the entry that it has now. */
export interface ToLaunch {
  readonly id: ServerId;
  readonly configured: ConfiguredServer;
}

/**
 * What stands between an entry and its start: a workspace that is not trusted starts nothing, and what came with
 * the workspace is shown to the person before it is started for the first time, and when it has changed.
 */
export class LaunchTrust {
  readonly approved: ApprovedLaunches;
  /** The question on show. */
  #asking: Promise<void> = Promise.resolve();
  /** What waits for the next one. */
  #next: { servers: readonly ToLaunch[]; readonly asked: Promise<void> } | undefined;

  constructor(state: Memento) {
    this.approved = new ApprovedLaunches(state);
  }

  /**
   * Which of the servers may be started; asks the person where that is open. What comes while a question is on
   * show waits for it, and becomes one question in its turn.
   */
  async allowed(servers: readonly ToLaunch[]): Promise<ReadonlySet<ServerId>> {
    if (!(await askForWorkspaceTrust())) return new Set();
    if ((await this.#open(servers)).length > 0) await this.#askInTurn(servers);
    const refused = new Set((await this.#open(servers)).map(({ id }) => id));
    return new Set(servers.map(({ id }) => id).filter((id) => !refused.has(id)));
  }

  /** Whether what somebody else has written may be tried before it is written down. */
  async mayTry(configured: ConfiguredServer): Promise<boolean> {
    return !isAsked() || askToTry(configured, await factsOf(configured));
  }

  /** What a person has said themselves, and has seen run, they are not asked about. */
  async approve({ id, configured }: ToLaunch): Promise<void> {
    const approval = approvalOf({ configured, facts: await factsOf(configured) });
    await this.approved.add(new Map([[id, approval]]));
  }

  /**
   * Whether a launch is still what was agreed to, now that commands of VS Code have answered: where they decide what
   * is run, another answer than at the first start is asked about.
   */
  async confirmed({ id, configured }: ToLaunch, definition: LaunchDefinition): Promise<boolean> {
    const approval = this.approved.of(id);
    const answers = answeredFacts(configured, definition);
    if (approval === undefined || Object.keys(answers).length === 0) return true;
    if (!isAsked() || !configured.source.fromWorkspace) return true;
    const { answers: before } = approval;
    if (before !== undefined) {
      if (changedFacts(before, answers).length === 0) return true;
      const changed = { id, configured, facts: answers, before: { ...approval, facts: before } };
      if ((await askToLaunch([changed])).length === 0) return false;
    }
    await this.approved.add(new Map([[id, { ...approval, answers }]]));
    return true;
  }

  #askInTurn(servers: readonly ToLaunch[]): Promise<void> {
    if (this.#next !== undefined) {
      this.#next.servers = [...this.#next.servers, ...servers];
      return this.#next.asked;
    }
    const asked = this.#asking.then(() => {
      const all = this.#next!.servers;
      this.#next = undefined;
      return this.#ask(all);
    });
    this.#next = { servers, asked };
    this.#asking = asked.catch(() => {
      // Whoever asked is told.
    });
    return asked;
  }

  async #ask(servers: readonly ToLaunch[]): Promise<void> {
    // An earlier question may have answered this one.
    const open = await this.#open(servers);
    // What is not valid would not start; but no command of its variables must run, either.
    const agreed = await askToLaunch(open.filter(({ configured }) => !isInvalid(configured)));
    await this.approved.add(
      new Map(agreed.map((candidate) => [candidate.id, approvalOf(candidate)])),
    );
  }

  /** Those of which nobody knows yet whether they may be started. */
  async #open(servers: readonly ToLaunch[]): Promise<LaunchCandidate[]> {
    if (!isAsked()) return [];
    const candidates = new Map<ServerId, LaunchCandidate>();
    for (const { id, configured } of servers) {
      if (!configured.source.fromWorkspace) continue;
      const facts = await factsOf(configured);
      if (this.approved.has(id, facts)) continue;
      candidates.set(id, { id, configured, facts, before: this.approved.of(id) });
    }
    return [...candidates.values()];
  }
}

function isInvalid({ entry }: ConfiguredServer): boolean {
  return entry.problems.some(({ severity }) => severity === 'error');
}

function isAsked(): boolean {
  return workspace
    .getConfiguration(SETTINGS_SECTION)
    .get<boolean>(SETTINGS.confirmFirstLaunch, true);
}

function factsOf({ entry, source, inputs }: ConfiguredServer): Promise<LaunchFacts> {
  const folder = source.folder ?? workspace.workspaceFolders?.[0];
  const cwd = folder?.uri.fsPath ?? os.homedir();
  return launchFacts(entry, {
    inputs,
    dialect: source.variables,
    resolve: (variable) => resolvePlaces(variable, { folder, cwd }),
    home: os.homedir(),
    folder: cwd,
    resolvePath: path.resolve,
  });
}

function approvalOf({ configured, facts }: Pick<LaunchCandidate, 'configured' | 'facts'>) {
  return { name: configured.entry.name, source: configured.source.label, facts };
}
