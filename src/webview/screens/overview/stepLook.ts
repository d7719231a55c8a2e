import type { LaunchStep, StepId, StepStatus } from '../../../shared/model/launch';

interface Words {
  readonly pending: string;
  readonly running: string;
  readonly passed: string;
  readonly failed: string;
}

/** What each step is about, in plain words for how it stands. */
const words: Record<StepId, Words> = {
  config: {
    pending: 'Check the configuration',
    running: 'Checking the configuration',
    passed: 'Configuration is complete',
    failed: 'Configuration cannot be used',
  },
  port: {
    pending: 'Check the port',
    running: 'Checking the port',
    passed: 'Port is free',
    failed: 'Port cannot be used',
  },
  process: {
    pending: 'Start the process',
    running: 'Starting the process',
    passed: 'Process runs',
    failed: 'Process does not run',
  },
  tcp: {
    pending: 'Connect',
    running: 'Waiting for a connection',
    passed: 'Connections are accepted',
    failed: 'No connection',
  },
  tls: {
    pending: 'Secure the connection (TLS)',
    running: 'Securing the connection (TLS)',
    passed: 'Connection is secure (TLS)',
    failed: 'Connection cannot be secured (TLS)',
  },
  http: {
    pending: 'Ask over HTTP',
    running: 'Waiting for an HTTP answer',
    passed: 'HTTP endpoint answers',
    failed: 'No usable HTTP answer',
  },
  mcp: {
    pending: 'Open the MCP session',
    running: 'Opening the MCP session',
    passed: 'MCP session is open',
    failed: 'No MCP session',
  },
};

const icons: Record<StepStatus, string> = {
  pending: 'circle-large-outline',
  running: 'loading',
  passed: 'pass',
  failed: 'error',
  skipped: 'dash',
};

const statusWords: Record<StepStatus, string> = {
  pending: 'Not begun',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  skipped: 'Skipped',
};

export function stepIcon(status: StepStatus): string {
  return icons[status];
}

export function stepWord(status: StepStatus): string {
  return statusWords[status];
}

/** A step in its present words: what is to be done, is being done, or was found. */
export function stepTitle({ id, status }: Pick<LaunchStep, 'id' | 'status'>): string {
  return words[id][status === 'skipped' ? 'pending' : status];
}
