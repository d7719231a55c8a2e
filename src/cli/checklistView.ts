import type { StepId, StepStatus } from '../shared/model/launch';
import type { ServerSnapshot } from '../shared/model/state';
import { checklistLines, stepLine } from './checklist';
import type { Style } from './style';

/** Where the checklist is drawn: a terminal, or a file or pipe. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface ChecklistView {
  show(snapshot: ServerSnapshot): void;
  /** The last state stays; nothing is drawn any more. */
  end(): void;
  /** Ends, and leaves nothing of what was drawn in its place. */
  erase(): void;
}

const USUAL_COLUMNS = 80;

/** Some terminals do not say how wide they are, or say 0. */
export function columnsOf({ columns }: Screen): number {
  return columns || USUAL_COLUMNS;
}

/** Running times move even when nothing else does. */
const REDRAW_MS = 100;

/** Draws the checklist anew in its place on a terminal; elsewhere prints each step when it is over. */
export function createChecklistView(screen: Screen, style: Style): ChecklistView {
  return screen.isTTY ? new LiveView(screen, style) : new PlainView(screen, style);
}

class LiveView implements ChecklistView {
  readonly #screen: Screen;
  readonly #style: Style;
  #drawn = 0;
  #latest: ServerSnapshot | undefined;
  #seenAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(screen: Screen, style: Style) {
    this.#screen = screen;
    this.#style = style;
  }

  show(snapshot: ServerSnapshot): void {
    this.#latest = snapshot;
    this.#seenAt = performance.now();
    this.#timer ??= setInterval(() => this.#draw(), REDRAW_MS).unref();
    this.#draw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#seenAt = performance.now();
    this.#draw();
    this.#latest = undefined;
  }

  erase(): void {
    this.end();
    if (this.#drawn > 0) this.#screen.write(`\u001B[${this.#drawn}A\u001B[J`);
    this.#drawn = 0;
  }

  #draw(): void {
    const steps = this.#latest?.launch?.steps;
    if (!steps) return;
    const since = performance.now() - this.#seenAt;
    const moved = steps.map((step) =>
      step.status === 'running' && step.ms !== undefined ? { ...step, ms: step.ms + since } : step,
    );
    // A line that wraps would spoil the count.
    const lines = checklistLines(moved, this.#style, columnsOf(this.#screen) - 1);
    const up = this.#drawn > 0 ? `\u001B[${this.#drawn}A` : '';
    const clear = '\u001B[2K';
    this.#screen.write(`${up}${lines.map((line) => `\r${clear}${line}\n`).join('')}`);
    this.#drawn = lines.length;
  }
}

class PlainView implements ChecklistView {
  readonly #screen: Screen;
  readonly #style: Style;
  readonly #printed = new Map<StepId, StepStatus>();

  constructor(screen: Screen, style: Style) {
    this.#screen = screen;
    this.#style = style;
  }

  show({ launch }: ServerSnapshot): void {
    for (const step of launch?.steps ?? []) {
      if (step.status === 'pending' || step.status === 'running') return;
      // A step that passed fails later when its process ends while another step waits for it.
      if (this.#printed.get(step.id) === step.status) continue;
      this.#printed.set(step.id, step.status);
      this.#screen.write(`${stepLine(step, this.#style)}\n`);
    }
  }

  end(): void {}

  erase(): void {}
}
