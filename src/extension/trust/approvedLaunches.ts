import type { Memento } from 'vscode';
import type { ServerId } from '../../shared/model/server';
import { maskSecrets } from '../../shared/secrets/maskSecrets';
import { changedFacts, type LaunchFacts } from './launchFacts';

const KEY = 'approvedLaunches';

/** What a person has agreed to start. */
export interface Approval {
  readonly name: string;
  /** Label of the source in which its entry stood. */
  readonly source: string;
  readonly facts: LaunchFacts;
  /** What commands of VS Code made of the parts that decide what is run, at the first start. */
  readonly answers?: LaunchFacts;
}

type Approvals = Readonly<Record<ServerId, Approval>>;

/** What was agreed to in this workspace: kept where VS Code keeps it, which nothing in the workspace can write. */
export class ApprovedLaunches {
  constructor(private readonly state: Memento) {}

  of(id: ServerId): Approval | undefined {
    return this.all.get(id);
  }

  get all(): ReadonlyMap<ServerId, Approval> {
    return new Map(Object.entries(this.state.get<Approvals>(KEY, {})));
  }

  /** Whether exactly this was agreed to. */
  has(id: ServerId, facts: LaunchFacts): boolean {
    const approval = this.of(id);
    return approval !== undefined && changedFacts(approval.facts, facts).length === 0;
  }

  async add(approvals: ReadonlyMap<ServerId, Approval>): Promise<void> {
    const kept = [...approvals].map(([id, { facts, answers, ...rest }]) => [
      id,
      {
        ...rest,
        facts: withoutSecrets(facts),
        ...(answers !== undefined && { answers: withoutSecrets(answers) }),
      },
    ]);
    await this.#keep(new Map([...this.all, ...(kept as [ServerId, Approval][])]));
  }

  async forget(ids: readonly ServerId[]): Promise<void> {
    await this.#keep(new Map([...this.all].filter(([id]) => !ids.includes(id))));
  }

  async #keep(approvals: ReadonlyMap<ServerId, Approval>): Promise<void> {
    const kept = approvals.size === 0 ? undefined : Object.fromEntries(approvals);
    await this.state.update(KEY, kept);
  }
}

/** What is kept is shown only beside what has changed, and needs no secrets that somebody wrote into an entry. */
function withoutSecrets(facts: LaunchFacts): LaunchFacts {
  const masked = Object.entries(facts).map(([key, { digest, text }]) => [
    key,
    { digest, ...(text !== undefined && { text: maskSecrets(text) }) },
  ]);
  return Object.fromEntries(masked);
}
