/** The steps of a launch, in the order in which they run. */
export const STEP_IDS = ['config', 'port', 'process', 'tcp', 'tls', 'http', 'mcp'] as const;
export type StepId = (typeof STEP_IDS)[number];

export type StepStatus = 'pending' | 'running' | 'passed' | 'failed' | 'skipped';

/** One line of the checklist. */
export interface LaunchStep {
  readonly id: StepId;
  readonly status: StepStatus;
  /** Time spent in the step so far, in ms; absent until it has run. */
  readonly ms?: number;
  /** How often it was tried; 0 while pending. */
  readonly attempts: number;
  /** What was found, in a few words: `127.0.0.1:3001`, `HTTP 200`, `pid 4711`. */
  readonly detail?: string;
}

/** One attempt to start a server. */
export interface Launch {
  /** Unique within the proxy's life. */
  readonly id: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms at which waiting ends; moves when the person keeps waiting. */
  readonly deadline: number;
  /** Epoch ms; absent while the launch runs. */
  readonly endedAt?: number;
  /** Only the steps that this kind of server has, in order. */
  readonly steps: readonly LaunchStep[];
}
