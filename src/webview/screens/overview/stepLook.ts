import type { LaunchStep, StepId, StepStatus } from '../../../shared/model/launch';

/** What each step is for, in plain words. */
export const stepTitles: Record<StepId, string> = {
  config: 'Configuration is complete',
  port: 'Port is free',
  process: 'Process runs',
  tcp: 'Connection is accepted',
  tls: 'Connection is secure (TLS)',
  http: 'HTTP endpoint answers',
  mcp: 'Server speaks MCP',
};

/** The same while it is being found out. */
export const stepDoing: Record<StepId, string> = {
  config: 'Checking the configuration',
  port: 'Checking the port',
  process: 'Starting the process',
  tcp: 'Waiting for it to accept connections',
  tls: 'Securing the connection (TLS)',
  http: 'Waiting for an HTTP answer',
  mcp: 'Starting the MCP session',
};

const icons: Record<StepStatus, string> = {
  pending: 'circle-large-outline',
  running: 'loading',
  passed: 'pass',
  failed: 'error',
  skipped: 'dash',
};

const words: Record<StepStatus, string> = {
  pending: 'Not begun',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Not needed',
};

export function stepIcon(status: StepStatus): string {
  return icons[status];
}

export function stepWord(status: StepStatus): string {
  return words[status];
}

/** A step in its present words: what is being done, or what it proves. */
export function stepTitle(step: LaunchStep): string {
  return step.status === 'running' ? stepDoing[step.id] : stepTitles[step.id];
}
