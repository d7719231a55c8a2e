import type { Diagnosis } from '../shared/model/diagnosis';
import type { OutputLine } from '../shared/model/traffic';
import type { InspectorSession } from './session/inspectorSession';

/** How the wait for a server ended. */
export type LaunchEnd =
  | { readonly kind: 'ready'; readonly session: InspectorSession }
  | { readonly kind: 'failed'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'stopped' };

export interface LaunchObserver {
  /** The checklist, the process or the URL changed. */
  changed(): void;
  line(line: OutputLine): void;
  /** The time is over; the launch goes on if it gets more of it. */
  timedOut(diagnosis: Diagnosis): void;
  /** It got more. */
  resumed(): void;
}

/** The launch was stopped. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** The port, which was ours to choose, is somebody else's by now. */
export class PortLost extends Error {
  override readonly name = 'PortLost';
}

/** The time was over, and nobody wanted to wait on. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
  constructor(readonly diagnosis: Diagnosis) {
    super(diagnosis.title);
  }
}
