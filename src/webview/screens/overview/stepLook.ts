import { t } from '@vscode/l10n';
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
    pending: t('Check the configuration'),
    running: t('Checking the configuration'),
    passed: t('Configuration is complete'),
    failed: t('Configuration cannot be used'),
  },
  port: {
    pending: t('Check the port'),
    running: t('Checking the port'),
    passed: t('Port is free'),
    failed: t('Port cannot be used'),
  },
  process: {
    pending: t('Start the process'),
    running: t('Starting the process'),
    passed: t('Process runs'),
    failed: t('Process does not run'),
  },
  tcp: {
    pending: t('Connect'),
    running: t('Waiting for a connection'),
    passed: t('Connections are accepted'),
    failed: t('No connection'),
  },
  tls: {
    pending: t('Secure the connection (TLS)'),
    running: t('Securing the connection (TLS)'),
    passed: t('Connection is secure (TLS)'),
    failed: t('Connection cannot be secured (TLS)'),
  },
  http: {
    pending: t('Ask over HTTP'),
    running: t('Waiting for an HTTP answer'),
    passed: t('HTTP endpoint answers'),
    failed: t('No usable HTTP answer'),
  },
  mcp: {
    pending: t('Open the MCP session'),
    running: t('Opening the MCP session'),
    passed: t('MCP session is open'),
    failed: t('No MCP session'),
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
  pending: t('Not begun'),
  running: t('Running'),
  passed: t('Passed'),
  failed: t('Failed'),
  skipped: t('Skipped'),
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
