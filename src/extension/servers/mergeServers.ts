import { launchKey } from '../../shared/config/launchKey';
import type { ServerId } from '../../shared/model/server';
import type { ConfiguredServer } from './knownServer';

/** An entry, under the id that it has by itself. */
export interface Candidate {
  readonly id: ServerId;
  readonly configured: ConfiguredServer;
  /** Absolute; what its relative paths start from. */
  readonly folder: string;
}

/** One server, and every entry for it, the first of which counts. */
export interface MergedServer {
  readonly id: ServerId;
  readonly entries: readonly [Candidate, ...Candidate[]];
}

/**
 * Puts together entries of the same name that start or reach the same server, in the order of their sources.
 * Entries with errors, and those of the source `separate`, stay by themselves.
 * @param isActive whether a server runs under that id: it keeps it, and of two that run each stays by itself
 * @param before the ids that servers had until now: one that is still among those of a server remains its id
 */
export function mergeServers(
  candidates: readonly Candidate[],
  isActive: (id: ServerId) => boolean,
  before: ReadonlySet<ServerId>,
  separate: string,
): MergedServer[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = groupKey(candidate, separate);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.filter(({ id }) => isActive(id));
    const merged = group.filter((candidate) => !others.includes(candidate));
    const kept = first ?? merged.find(({ id }) => before.has(id)) ?? merged[0]!;
    const servers: MergedServer[] = [{ id: kept.id, entries: [merged[0]!, ...merged.slice(1)] }];
    return [...servers, ...others.map((one): MergedServer => ({ id: one.id, entries: [one] }))];
  });
}

function groupKey({ id, configured, folder }: Candidate, separate: string): string {
  const { entry, source } = configured;
  const isBroken = entry.problems.some(({ severity }) => severity === 'error');
  if (isBroken || source.key === separate) return `id:${id}`;
  return `name:${entry.name}\n${launchKey(entry, source.variables, folder)}`;
}
