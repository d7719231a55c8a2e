import type { Launch, LaunchStep, StepId } from '../../shared/model/launch';
import type { LaunchDefinition } from '../../shared/model/server';
import type { Deadline } from './deadline';

/** Attempts come by the dozen; a view needs no more than this. */
const ATTEMPTS_TOLD_EVERY_MS = 100;

/** The steps that a server has, in order. */
export function stepsOf(definition: LaunchDefinition): StepId[] {
  if (definition.kind === 'stdio') return ['config', 'process', 'mcp'];
  const secure = /^https:/i.test(definition.url.trim());
  const network: StepId[] = secure ? ['tcp', 'tls', 'http', 'mcp'] : ['tcp', 'http', 'mcp'];
  return definition.kind === 'remote'
    ? ['config', ...network]
    : ['config', 'port', 'process', ...network];
}

interface Clock {
  spentMs: number;
  since: number | undefined;
}

/** Keeps the checklist of one launch, and hands out immutable copies of it. */
export class StepTracker {
  readonly #id: string;
  readonly #startedAt = Date.now();
  readonly #deadline: Deadline;
  readonly #onChange: () => void;
  readonly #steps: Map<StepId, LaunchStep>;
  readonly #clocks = new Map<StepId, Clock>();
  #endedAt: number | undefined;
  #toldAt = 0;

  constructor(id: string, steps: readonly StepId[], deadline: Deadline, onChange: () => void) {
    this.#id = id;
    this.#deadline = deadline;
    this.#onChange = onChange;
    this.#steps = new Map(
      steps.map((step) => [step, { id: step, status: 'pending', attempts: 0 }]),
    );
  }

  get startedAt(): number {
    return this.#startedAt;
  }

  /** The step that runs, or failed, or comes next. */
  get current(): LaunchStep {
    const steps = [...this.#steps.values()];
    return steps.find(({ status }) => status !== 'passed' && status !== 'skipped') ?? steps.at(-1)!;
  }

  has(id: StepId): boolean {
    return this.#steps.has(id);
  }

  /** The step runs from here on. Its time and attempts go on counting if it ran before. */
  begin(id: StepId, detail?: string): void {
    const clock = this.#clocks.get(id) ?? { spentMs: 0, since: undefined };
    clock.since ??= performance.now();
    this.#clocks.set(id, clock);
    const { attempts } = this.#steps.get(id)!;
    this.#set(id, { id, status: 'running', attempts, ...(detail === undefined ? {} : { detail }) });
    this.#tell();
  }

  attempt(id: StepId): void {
    const step = this.#steps.get(id)!;
    this.#set(id, { ...step, attempts: step.attempts + 1 });
    if (performance.now() - this.#toldAt >= ATTEMPTS_TOLD_EVERY_MS) this.#tell();
  }

  /** What is seen of a step that goes on. Told with the next change. */
  note(id: StepId, detail: string): void {
    this.#set(id, { ...this.#steps.get(id)!, detail });
  }

  pass(id: StepId, detail?: string): void {
    this.#end(id, 'passed', detail);
  }

  fail(id: StepId, detail?: string): void {
    this.#end(id, 'failed', detail);
  }

  /** The step and all after it have to be done once more. */
  rewind(id: StepId): void {
    const ids = [...this.#steps.keys()];
    for (const later of ids.slice(ids.indexOf(id))) {
      this.#stopClock(later);
      const { attempts } = this.#steps.get(later)!;
      this.#set(later, { id: later, status: 'pending', attempts });
    }
    this.#tell();
  }

  /** Nothing runs any more: what did not come to its turn is skipped. */
  end(): void {
    if (this.#endedAt !== undefined) return;
    for (const [id, step] of this.#steps) {
      this.#stopClock(id);
      if (step.status === 'pending' || step.status === 'running') {
        this.#set(id, { ...this.#withTime(step), status: 'skipped' });
      }
    }
    this.#endedAt = Date.now();
    this.#tell();
  }

  snapshot(): Launch {
    return {
      id: this.#id,
      startedAt: this.#startedAt,
      deadline: this.#deadline.at,
      ...(this.#endedAt === undefined ? {} : { endedAt: this.#endedAt }),
      steps: [...this.#steps.values()].map((step) => this.#withTime(step)),
    };
  }

  #end(id: StepId, status: 'passed' | 'failed', detail: string | undefined): void {
    this.#stopClock(id);
    const step = this.#steps.get(id)!;
    const told = detail ?? step.detail;
    const attempts = Math.max(step.attempts, 1);
    this.#set(id, { id, status, attempts, ...(told === undefined ? {} : { detail: told }) });
    this.#tell();
  }

  #withTime(step: LaunchStep): LaunchStep {
    const clock = this.#clocks.get(step.id);
    if (!clock) return step;
    const running = clock.since === undefined ? 0 : performance.now() - clock.since;
    return { ...step, ms: Math.round((clock.spentMs + running) * 10) / 10 };
  }

  #stopClock(id: StepId): void {
    const clock = this.#clocks.get(id);
    if (clock?.since === undefined) return;
    clock.spentMs += performance.now() - clock.since;
    clock.since = undefined;
  }

  #set(id: StepId, step: LaunchStep): void {
    this.#steps.set(id, step);
  }

  #tell(): void {
    this.#toldAt = performance.now();
    this.#onChange();
  }
}
