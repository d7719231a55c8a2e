import { t } from '@vscode/l10n';
import type { SessionSummary } from '../../../shared/model/session';

/** Which version of the protocol a session speaks, and of which era it is. */
export function protocolWords({ protocolVersion, era }: SessionSummary): string {
  return era === 'legacy'
    ? t('{0} (legacy era)', protocolVersion)
    : t('{0} (modern era)', protocolVersion);
}
