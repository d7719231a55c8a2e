import { Emitter } from 'vscode-jsonrpc/node';
import type { Catalog, SessionSummary } from '../../shared/model/session';

type Counts = NonNullable<SessionSummary['counts']>;

/** A session as it was negotiated, with how many of each its server offers. */
export class SummaryKeeper {
  readonly #changed = new Emitter<SessionSummary>();
  #summary: SessionSummary;

  /** When the counts change. */
  readonly onDidChange = this.#changed.event;

  constructor(summary: SessionSummary) {
    this.#summary = summary;
  }

  get summary(): SessionSummary {
    return this.#summary;
  }

  count({ tools, resources, prompts }: Catalog): void {
    const counts = {
      tools: tools.length,
      resources: resources.length,
      prompts: prompts.length,
    };
    const old = this.#summary.counts;
    if (old && sameCounts(old, counts)) return;
    this.#summary = { ...this.#summary, counts };
    this.#changed.fire(this.#summary);
  }
}

function sameCounts(a: Counts, b: Counts): boolean {
  return a.tools === b.tools && a.resources === b.resources && a.prompts === b.prompts;
}
